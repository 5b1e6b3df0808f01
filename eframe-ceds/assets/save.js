// Saves a page of questions while somebody answers. Without it, the buttons save; with it, they still do.
const form = document.querySelector("form[data-save]");
const state = document.querySelector("[data-saved]");
if (form && state) {
  let waiting = null;
  let running = false;
  const say = (what) => { state.textContent = state.dataset[what] ?? ""; };
  // The versions of what was saved, so that the next save is not taken for somebody else's.
  const renew = (page) => {
    for (const field of form.querySelectorAll("input[name^='v:']")) {
      const fresh = page.querySelector(`input[name="${CSS.escape(field.name)}"]`);
      if (fresh) field.value = fresh.value;
    }
  };
  const save = async () => {
    waiting = null;
    if (running) { later(2000); return; }
    running = true;
    say("saving");
    const body = new URLSearchParams(new FormData(form));
    body.set("stay", "");
    try {
      // Without the id of the form: each of these is a save of its own.
      const answer = await fetch(location.pathname, { method: "POST", body });
      if (answer.ok && answer.redirected && !answer.url.includes("/sign-in")) {
        renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
        say(waiting ? "saving" : "all");
      } else {
        say("refused");
      }
    } catch {
      say("offline");
      later(15000);
    }
    running = false;
  };
  const later = (pause) => {
    clearTimeout(waiting);
    waiting = setTimeout(save, pause);
  };
  form.addEventListener("change", () => later(400));
  form.addEventListener("input", (event) => { if (event.target.matches("textarea, input[inputmode]")) later(2500); });
  form.addEventListener("submit", () => { clearTimeout(waiting); waiting = null; });
  addEventListener("online", () => later(0));
  addEventListener("beforeunload", (event) => { if (waiting) event.preventDefault(); });
}
