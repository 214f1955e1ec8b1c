// Helps while somebody writes a question: completion in a list below the text, Ctrl+Enter asks, and a fault is shown
// where it is. Without it the form does all of this when it is sent.

const WAIT = 180;
const WORD = /[?$]?[\w-]*:?[\w-]*$/;
const VARIABLE = /[?$]([A-Za-z_]\w*)/g;

for (const field of document.querySelectorAll("[data-query-editor]")) attach(field, field.querySelector("textarea"));

/** Give one text its list and its keys; the data attributes are sentences and the place of a fault. */
function attach(field, text) {
  const list = document.createElement("ul");
  const told = field.querySelector("[data-told]");
  const scope = text.form.elements.namedItem("over");
  Object.assign(list, { id: `${text.id}-aanvulling`, className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", text.labels[0].textContent);
  text.after(list);
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", list.id);
  let timer = 0;
  let asked = 0;
  let chosen = -1;

  show(Number(field.dataset.line), Number(field.dataset.column));

  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => complete(false), WAIT);
  });
  text.addEventListener("keydown", keys);
  text.addEventListener("blur", () => setTimeout(close, WAIT));
  list.addEventListener("mousedown", (event) => {
    const at = [...list.children].indexOf(event.target.closest("[role=option]"));
    event.preventDefault();
    if (at >= 0) take(at);
  });

  function keys(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      text.form.requestSubmit(text.form.querySelector("button[value=ask]"));
    } else if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      complete(true);
    } else if (!list.hidden) {
      walk(event);
    }
  }

  /** Walk an open list; Enter and Tab take what was walked to, and are themselves as long as nothing was. */
  function walk(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      mark((chosen + (event.key === "ArrowDown" ? 1 : -1) + list.children.length) % list.children.length);
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) {
      take(chosen);
    } else if (event.key === "Escape") {
      close();
    } else {
      return;
    }
    event.preventDefault();
  }

  async function complete(wanted) {
    const number = ++asked;
    const word = wordAt(text);
    if (!wanted && word.length < 2) return close();
    const items = /^[?$]/.test(word) ? variables(word) : await found(word);
    if (number === asked && document.activeElement === text) fill(items);
  }

  function variables(word) {
    const names = new Set([...text.value.matchAll(VARIABLE)].map((each) => each[1]));
    names.delete(word.slice(1));
    const fitting = [...names].filter((name) => name.startsWith(word.slice(1))).sort();
    return fitting.map((name) => ({ insert: word[0] + name, label: word[0] + name }));
  }

  async function found(word) {
    if (!word) return [];
    const query = new URLSearchParams({ text: word.slice(0, 60), scope: scope?.value || "public" });
    try {
      const answer = await fetch(`/api/v1/query-completions?${query}`, { headers: { Accept: "application/json" } });
      return answer.ok ? (await answer.json()).items : [];
    } catch {
      return [];
    }
  }

  function fill(items) {
    list.replaceChildren(...items.map((item, at) => {
      const row = document.createElement("li");
      row.id = `${list.id}-${at}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.dataset.insert = item.insert;
      row.textContent = item.label === item.insert ? item.insert : `${item.insert.trim()} – ${item.label}`;
      return row;
    }));
    chosen = -1;
    list.hidden = !items.length;
    told.className = "hint";
    told.textContent = items.length ? field.dataset.some.replace("{n}", items.length) : field.dataset.none;
  }

  function mark(at) {
    chosen = at;
    [...list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === at)));
    text.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function take(at) {
    const word = wordAt(text);
    text.setRangeText(list.children[at].dataset.insert, text.selectionStart - word.length, text.selectionStart, "end");
    close();
  }

  function close() {
    asked++;
    chosen = -1;
    if (!list.hidden) told.textContent = "";
    list.hidden = true;
    text.removeAttribute("aria-activedescendant");
  }

  /** Put the cursor on the spot of a fault and bring its line into view. */
  function show(line, column) {
    if (!line) return;
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + Math.max(column - 1, 0);
    text.focus();
    text.setSelectionRange(start, Math.min(start + 1, text.value.length));
    text.scrollTop = (text.scrollHeight / Math.max(lines.length, 1)) * Math.max(line - 4, 0);
    told.className = "visually-hidden"; // the sentence at the field says it too
    told.textContent = field.dataset.place.replace("{line}", line).replace("{column}", column);
  }
}

/** Return what stands before the cursor, as far as it is one word. */
function wordAt(text) {
  return text.value.slice(0, text.selectionStart).match(WORD)[0];
}
