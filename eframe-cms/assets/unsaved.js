// Sends what is written in a form to be kept while it is not saved. Without this script the form works all the same.
"use strict";

for (const form of document.querySelectorAll("form[data-unsaved]")) {
  const said = form.querySelector("[data-kept]");
  const fields = () => {
    const texts = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams(texts).toString();
  };
  // What a page brings back, refused or with a button pressed, lies nowhere yet.
  let known = "written" in form.dataset ? "" : fields();
  let sending = null;
  let saving = false;

  const keep = async () => {
    const now = fields();
    if (saving || now === known || now === sending?.text) return;
    // What is under way is older: it must not arrive after this.
    sending?.stop.abort();
    const own = { text: now, stop: new AbortController() };
    sending = own;
    let told = form.dataset.lost;
    try {
      const answer = await fetch(form.dataset.unsaved, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: now,
        redirect: "error",
        signal: own.stop.signal,
        // It may be on its way when the page is gone; of that browsers let 64 KiB be under way.
        keepalive: now.length < 60_000,
      });
      if (!answer.ok) throw new Error(answer.statusText);
      told = await answer.text();
      known = now;
    } catch {
      // Tried again in a while.
    }
    if (sending !== own) return;
    sending = null;
    if (!saving) said.textContent = told;
  };

  setInterval(() => { if (!sending) keep(); }, 1000 * form.dataset.every);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  // What is saved is not unsaved. The buttons with a name change the blocks and save nothing.
  form.addEventListener("submit", (event) => {
    saving = !event.submitter?.name;
    if (saving) sending?.stop.abort();
  });
  // Somebody came back to it.
  addEventListener("pageshow", () => { saving = false; });
}
