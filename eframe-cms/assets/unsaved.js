// Sends what is written in a form to be kept while it is not saved. Without this script the form works all the same.
"use strict";

for (const form of document.querySelectorAll("form[data-unsaved]")) {
  const said = form.querySelector("[data-kept]");
  const fields = () => {
    const texts = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams(texts).toString();
  };
  let known = fields();
  let busy = false;

  const keep = async () => {
    const now = fields();
    if (busy || now === known) return;
    busy = true;
    try {
      const answer = await fetch(form.dataset.unsaved, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: now,
        redirect: "error",
        // It may be on its way when the page is gone; of that browsers let 64 KiB be under way.
        keepalive: now.length < 60_000,
      });
      if (!answer.ok) throw new Error(answer.statusText);
      known = now;
      said.textContent = await answer.text();
    } catch {
      said.textContent = form.dataset.lost;
    }
    busy = false;
  };

  setInterval(keep, 1000 * form.dataset.every);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
}
