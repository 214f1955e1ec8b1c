// Saves a text while somebody writes; without it the form saves when it is sent.
//
// The number of the version goes along, so that another person's text is never overwritten: the server then refuses,
// saving by itself stops, and the button brings both texts to the page where they are merged.

const WAIT = 1500;
const AGAIN = [2000, 5000, 15000, 30000];

for (const form of document.querySelectorAll("form[data-autosave]")) attach(form);

/** Watch one form: `data-autosave` is the address of the text, the other data attributes are sentences. */
function attach(form) {
  const text = form.querySelector("textarea");
  const number = form.elements.namedItem("number");
  const told = form.querySelector("[data-told]");
  const say = form.dataset;
  let saved = text.value;
  let timer = 0;
  let busy = false;
  let failed = 0;
  let stopped = false;

  const differs = () => text.value !== saved;

  function tell(sentence, tone = "") {
    told.textContent = sentence;
    told.dataset.tone = tone;
  }

  function plan(wait) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, wait);
  }

  async function save() {
    clearTimeout(timer);
    if (busy || stopped || !differs()) return;
    busy = true;
    const sent = text.value;
    tell(say.busy);
    const answer = await put(form.dataset.autosave, sent, number.value);
    const now = answer?.status === 412 ? await mine(form.dataset.autosave, sent) : answer?.ok ? await answer.json() : undefined;
    busy = false;
    if (now) {
      keep(sent, now.number);
    } else if (answer && answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
      stopped = answer.status !== 400;
      tell(answer.status === 412 ? say.conflict : say.refused, "red");
    } else {
      tell(say.failed, "orange");
      plan(AGAIN[Math.min(failed++, AGAIN.length - 1)]);
    }
  }

  function keep(sent, version) {
    number.value = version;
    saved = sent;
    failed = 0;
    const at = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
    tell(say.saved.replace("{at}", at), "good");
    if (differs()) plan(WAIT);
  }

  text.addEventListener("input", () => {
    if (stopped) return;
    if (differs()) tell(say.changed);
    plan(WAIT);
  });
  text.addEventListener("blur", () => { if (differs()) save(); });
  window.addEventListener("online", () => { if (differs()) save(); });
  window.addEventListener("beforeunload", (event) => { if (differs() || busy) event.preventDefault(); });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    stopped = true;
    saved = text.value;
  });
  for (const button of form.querySelectorAll("button[data-take-over]")) takeOver(button, form, text);
}

/** Put the draft into the text: in place of nothing, else below what stands there. */
function takeOver(button, form, text) {
  button.type = "button";
  button.addEventListener("click", () => {
    const draft = form.querySelector("[data-draft]").textContent.trim();
    text.value = text.value.trim() ? `${text.value.trimEnd()}\n\n${draft}` : draft;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  });
}

/** Hand the text in; nothing when the server cannot be reached. */
async function put(address, text, number) {
  try {
    return await fetch(address, {
      method: "PUT",
      headers: { "Content-Type": "application/json", Accept: "application/json", "If-Match": `"${number}"` },
      body: JSON.stringify({ text }),
    });
  } catch {
    return undefined;
  }
}

/** After a refusal: the text as it stands, if it is the very one that was sent and only the answer got lost. */
async function mine(address, sent) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    const found = answer.ok ? await answer.json() : undefined;
    return found?.text === sent.trim() ? found : undefined;
  } catch {
    return undefined;
  }
}
