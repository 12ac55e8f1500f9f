/* Single letters as keys of the review page, which can be switched off (WCAG 2.1.4). */
"use strict";

(() => {
  const help = document.querySelector("details.keys");
  if (!help) return;

  const KEPT = "review-single-keys";
  const box = help.querySelector(".single-keys");
  for (const part of help.querySelectorAll("[data-with-script]")) part.hidden = false;
  box.checked = localStorage.getItem(KEPT) !== "off";
  box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));

  const focus = (selector) => {
    const found = document.querySelector(selector);
    found?.focus();
    found?.scrollIntoView({ block: "nearest" });
  };
  const actions = {
    n: () => document.querySelector(".object-tools [accesskey=n]")?.click(),
    p: () => document.querySelector(".object-tools [accesskey=p]")?.click(),
    a: () => focus("[name=_accept]"),
    c: () => focus("[name=_compare]"),
    m: () => focus("#merge [type=radio], #merge [name=merge-number]"),
    r: () => focus("#reject textarea"),
    e: () => focus(".choosing:not([hidden]) button"),
    "?": () => {
      help.open = !help.open;
      help.querySelector("summary").focus();
    },
  };

  if (location.hash === "#comparison") focus("#comparison");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const button = event.target.closest(".decision")?.querySelector("button.default");
      if (button) {
        event.preventDefault();
        button.click();
      }
      return;
    }
    const inField = event.target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable], .select2");
    if (inField || event.ctrlKey || event.metaKey || event.altKey || !box.checked) return;
    const action = actions[event.key.toLowerCase()];
    if (action) {
      event.preventDefault();
      action();
    }
  });
})();
