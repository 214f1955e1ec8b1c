// Search as you type over the catalogue; without it the form searches when it is sent.

const WAIT = 150;

for (const field of document.querySelectorAll("[data-search]")) {
  const input = field.querySelector("input[type=search]");
  if (input) attach(field, input);
}

/** Show what is found below the field while somebody types; the newest question wins. */
function attach(field, input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggesties`;
  list.hidden = true;
  list.setAttribute("aria-live", "polite");
  field.append(list);
  input.setAttribute("aria-controls", list.id);
  let timer = 0;
  let asked = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(++asked), WAIT);
  });
  field.addEventListener("keydown", (event) => move(event, input, list));
  field.addEventListener("focusout", (event) => {
    if (!field.contains(event.relatedTarget)) list.hidden = true;
  });

  async function ask(number) {
    const text = input.value.trim();
    if (text.length < 2) {
      list.hidden = true;
      return;
    }
    const query = new URLSearchParams({ q: text, kind: field.dataset.search, limit: "8" });
    const answer = await fetch(`/api/v1/search?${query}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || number !== asked) return;
    show(list, (await answer.json()).items, field.dataset);
  }
}

/** Fill the list with links; a name that was found under another name says which. */
function show(list, items, { href, none }) {
  list.replaceChildren(...items.map((item) => {
    const link = document.createElement("a");
    link.href = href + encodeURIComponent(item.key);
    link.textContent = item.matched === item.name ? item.name : `${item.name} (${item.matched})`;
    const row = document.createElement("li");
    row.append(link);
    return row;
  }));
  if (!items.length) {
    const row = document.createElement("li");
    row.textContent = none;
    list.append(row);
  }
  list.hidden = false;
}

/** Walk the list with the arrow keys; Escape closes it and goes back to the field. */
function move(event, input, list) {
  if (list.hidden) return;
  const stops = [input, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    stops[(at + step + stops.length) % stops.length].focus();
    event.preventDefault();
  } else if (event.key === "Escape") {
    list.hidden = true;
    input.focus();
    event.preventDefault();
  }
}
