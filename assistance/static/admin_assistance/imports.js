/* Follows an import that is still read. Without this script the page's “Refresh” does the same. */
(() => {
  "use strict";
  const EVERY = 2000; // milliseconds
  const SAY_EVERY = 10000; // so that a screen reader is not talked to all the time

  const part = document.getElementById("import-progress");
  const words = document.getElementById("import-words");
  const bar = document.getElementById("import-bar");
  let said = Date.now();
  let resumable = null;

  async function renewRest() {
    const answer = await fetch(window.location.href, { credentials: "same-origin" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("import-rest");
    const rest = document.getElementById("import-rest");
    if (!fresh || !rest) return;
    const hadFocus = rest.contains(document.activeElement);
    rest.replaceWith(document.importNode(fresh, true));
    if (hadFocus) words.focus();
  }

  async function follow() {
    let now = null;
    try {
      const answer = await fetch(part.dataset.url, { credentials: "same-origin", redirect: "error" });
      if (answer.ok) now = await answer.json();
    } catch (error) {
      now = null; // the network is away, or the session has ended: the next time may do
    }
    if (now) {
      bar.max = now.total;
      bar.value = now.read;
      const turned = resumable !== null && resumable !== now.resumable;
      resumable = now.resumable;
      if (words.textContent !== now.words && (now.over || turned || Date.now() - said >= SAY_EVERY)) {
        words.textContent = now.words;
        said = Date.now();
      }
      if (now.over || turned) await renewRest();
      if (now.over) return;
    }
    window.setTimeout(follow, EVERY);
  }

  window.setTimeout(follow, EVERY);
})();
