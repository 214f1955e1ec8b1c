// Small additions; every page works without them.

/** After a refused form, take the reader to what is wrong. */
const refusal = document.querySelector(".refusal, .field-error");
if (refusal) {
  const target = refusal.classList.contains("refusal") ? refusal : refusal.closest(".field")?.querySelector("input, select, textarea");
  target?.focus();
}

/** Filter forms submit as soon as a choice is made. */
for (const form of document.querySelectorAll("form[data-live]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

/** Leaving a changed form without saving is asked twice. */
for (const form of document.querySelectorAll("form[data-guard]")) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}
