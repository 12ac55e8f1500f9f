/* Words selected in the text become the evidence of a fact, or a new claim. Without this script they are pasted. */
"use strict";

(() => {
  const text = document.querySelector(".side-text .text");
  const bar = document.querySelector(".choosing");
  if (!text || !bar) return;
  const targets = bar.querySelector(".targets");
  const told = bar.querySelector(".chosen-words");
  const newClaim = bar.querySelector(".new-claim");
  const newClaimHref = newClaim?.getAttribute("href");

  /** Count characters as the server does: by code points. */
  const length = (string) => [...string].length;

  /** Return where a place in the document stands in the stored text, null outside of its paragraphs. */
  const offsetOf = (node, offset) => {
    const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("p[data-start]");
    if (!paragraph || !text.contains(paragraph)) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    return Number(paragraph.dataset.start) + length(before.toString());
  };

  /** Return what is selected in the text: its words and their place; null where nothing is. */
  const selected = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return null;
    const words = selection.toString().trim();
    const lead = range.toString().length - range.toString().trimStart().length;
    const start = offsetOf(range.startContainer, range.startOffset);
    return words && start !== null ? { words, start: start + lead } : null;
  };

  const option = (select) => (select?.value ? select.selectedOptions[0]?.text : "");

  /** Return the name of a row of parties or items by what stands in it, nothing for an empty row. */
  const rowName = (row) => {
    const names = [...row.querySelectorAll("input[name$=name_en], input[name$=name_uk]")].map((input) => input.value);
    const name = option(row.querySelector("select[name$=organisation]")) || names.find(Boolean);
    return name && [option(row.querySelector("select[name$=role]")), name].filter(Boolean).join(": ");
  };

  /** Put `words` where they are the evidence of a fact. */
  const put = (place, { words, start }) => {
    place.closest("details.spots")?.setAttribute("open", "");
    if (place.matches("details")) place.open = true;
    const field = place.querySelector("textarea[name$=words]");
    field.value = words;
    place.querySelector("input[name$=start]").value = start;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
    paint();
  };

  /** Return what the words can be evidence of: a name and what to do, in the order of the form. */
  const choices = () => {
    const found = [];
    for (const place of document.querySelectorAll(".choose")) {
      const row = place.closest(".row");
      const name = place.dataset.label || (row && rowName(row));
      if (name) found.push([name, (chosen) => put(place, chosen)]);
    }
    for (const box of document.querySelectorAll("input[name=facts-sectors]:checked, input[name=facts-regions]:checked")) {
      found.push([
        box.closest("label").textContent.trim(),
        (chosen) => {
          const spots = [...document.querySelectorAll(".spot")];
          const subject = (spot) => spot.querySelector("select");
          const spot = spots.find((one) => subject(one).value === box.value) ?? spots.find((one) => !subject(one).value);
          if (!spot) return;
          subject(spot).value = box.value;
          put(spot, chosen);
        },
      ]);
    }
    return found;
  };

  let chosen = null;
  const offer = () => {
    chosen = selected();
    bar.hidden = !chosen;
    if (!chosen) return;
    told.textContent = `“${chosen.words.length > 60 ? `${chosen.words.slice(0, 60)}…` : chosen.words}”`;
    targets.replaceChildren(
      ...choices().map(([name, act]) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = name;
        button.addEventListener("click", () => {
          act(chosen);
          document.getSelection().removeAllRanges();
          bar.hidden = true;
        });
        return button;
      }),
    );
    if (newClaim) newClaim.href = `${newClaimHref}?start=${chosen.start}&end=${chosen.start + length(chosen.words)}`;
  };
  text.addEventListener("pointerup", () => setTimeout(offer));
  text.addEventListener("keyup", offer);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") bar.hidden = true;
  });

  /** Return the range of the text from `start`, `size` characters long. */
  const rangeOf = (start, size) => {
    const paragraph = [...text.querySelectorAll("p[data-start]")].findLast((one) => Number(one.dataset.start) <= start);
    if (!paragraph) return null;
    const range = document.createRange();
    let left = start - Number(paragraph.dataset.start);
    let begun = false;
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const own = [...walker.currentNode.data];
      if (!begun && left < own.length) {
        range.setStart(walker.currentNode, own.slice(0, left).join("").length);
        [begun, left] = [true, left + size];
      }
      if (begun && left <= own.length) {
        range.setEnd(walker.currentNode, own.slice(0, left).join("").length);
        return range;
      }
      left -= own.length;
    }
    return begun ? (range.setEndAfter(paragraph.lastChild), range) : null;
  };

  /** Show in the text what was chosen so far; browsers that cannot paint ranges leave it at the fields. */
  const paint = () => {
    if (!globalThis.Highlight) return;
    const places = [...document.querySelectorAll("input[name$=start]")].filter((input) => input.value);
    const ranges = places.map((input) => {
      const words = input.parentElement.querySelector("textarea")?.value ?? "";
      return rangeOf(Number(input.value), length(words));
    });
    CSS.highlights.set("chosen-words", new Highlight(...ranges.filter(Boolean)));
  };
  paint();

  /* Words that are typed over stand elsewhere. */
  for (const field of document.querySelectorAll("textarea[name$=words]")) {
    field.addEventListener("input", () => {
      const place = field.closest(".choose, .spot");
      if (place) place.querySelector("input[name$=start]").value = "";
      paint();
    });
  }
})();
