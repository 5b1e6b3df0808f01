// Shows how far an issue is while it goes, without the page being loaded again. Without it, there is a link that does so.
const going = document.querySelector("[data-again]");
if (going) {
  const pause = Number(going.dataset.again) * 1000;
  const parts = () => document.querySelectorAll("[data-live]");
  // Takes over what changed, part by part; tells whether a part was left alone, since somebody is at a link or button in it.
  const show = (page) => {
    let left = false;
    for (const part of parts()) {
      const fresh = page.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`);
      if (!fresh || fresh.innerHTML === part.innerHTML) continue;
      if (part.contains(document.activeElement)) left = true;
      else part.replaceChildren(...fresh.childNodes);
    }
    return left;
  };
  const look = async () => {
    if (document.hidden) { later(pause); return; }
    try {
      const answer = await fetch(location.pathname);
      // The session is over, or whoever looks may not any more: the link says so.
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const moves = page.querySelector("[data-again]") !== null;
      if (show(page) || moves) later(pause);
    } catch {
      later(15000);
    }
  };
  const later = (wait) => setTimeout(look, wait);
  later(pause);
}
