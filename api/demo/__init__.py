"""The demo: three fictional boards with landscapes that show every rule, made by the services that people use."""
