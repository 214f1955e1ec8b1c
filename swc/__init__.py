"""The software catalogue: boards, products, landscapes, DPIA status and the flags that follow."""
