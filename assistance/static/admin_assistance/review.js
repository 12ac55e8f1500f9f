/* The facts of a claim and the words they were read in: each shows the other. Without this script, links do. */
"use strict";

(() => {
  const text = document.querySelector(".side-text .text");
  if (!text) return;

  const anchorOf = (link) => link.hash.slice(1);
  const piecesOf = (anchor) => text.querySelectorAll(`mark[data-anchors~="${CSS.escape(anchor)}"]`);

  /** Outline the words behind `anchors` and nothing else; return the first of them. */
  const outline = (anchors) => {
    for (const mark of text.querySelectorAll("mark.shown")) mark.classList.remove("shown");
    const pieces = anchors.flatMap((anchor) => [...piecesOf(anchor)]);
    for (const mark of pieces) mark.classList.add("shown");
    return pieces[0];
  };

  /** Scroll the text until `mark` is in sight, and the page as far as `field` stays in sight too. */
  const scrollTextTo = (mark, field) => {
    const room = text.getBoundingClientRect();
    const bottom = Math.min(room.bottom, innerHeight);
    const place = mark.getBoundingClientRect();
    if (place.top < room.top || place.bottom > bottom) {
      text.scrollTop += place.top - room.top - (bottom - room.top) / 3;
    }
    const below = mark.getBoundingClientRect().bottom + 20 - innerHeight;
    if (below > 0) scrollBy(0, Math.max(0, Math.min(below, field.getBoundingClientRect().top - 20)));
  };

  const linksIn = (fact) => [...fact.querySelectorAll("a.show-words")];

  for (const link of document.querySelectorAll("a.show-words")) {
    link.addEventListener("click", (event) => {
      const mark = outline([anchorOf(link)]);
      if (!mark) return;
      event.preventDefault();
      scrollTextTo(mark, link);
      mark.scrollIntoView({ block: "nearest" });
    });
  }

  for (const fact of document.querySelectorAll(".fact")) {
    const show = (event) => {
      if (event.target.closest("a.show-words")) return;
      const mark = outline(linksIn(fact).map(anchorOf));
      if (mark) scrollTextTo(mark, event.target);
    };
    fact.addEventListener("focusin", show);
    fact.addEventListener("click", show);
  }

  /** Return the facts that `mark` belongs to, that with the fewest words first. */
  const factsOf = (mark) =>
    mark.dataset.anchors
      .split(" ")
      .map((anchor) => [...document.querySelectorAll(".fact a.show-words")].find((link) => anchorOf(link) === anchor))
      .filter(Boolean);

  for (const mark of text.querySelectorAll("mark[data-anchors]")) {
    if (factsOf(mark).length) mark.classList.add("leads");
    let turn = 0;
    mark.addEventListener("click", () => {
      const links = factsOf(mark);
      if (!links.length || String(document.getSelection())) return;
      const link = links[turn++ % links.length];
      link.closest("details:not([open])")?.setAttribute("open", "");
      const field = link.closest(".fact").querySelector("select, input:not([type=hidden]), textarea") ?? link;
      field.focus();
      outline([anchorOf(link)]);
      link.closest(".fact").scrollIntoView({ block: "nearest" });
    });
  }

  /* What was typed and not sent is not lost by leaving the page unasked. */
  const form = document.querySelector(".side-facts form");
  let typed = false;
  form?.addEventListener("change", () => (typed = true));
  form?.addEventListener("submit", () => (typed = false));
  addEventListener("beforeunload", (event) => typed && event.preventDefault());
})();
