// Lists that are narrowed without a reload: what htmx leaves to the page.
(function () {
  "use strict";

  let kept = [];

  // What a person has opened stays open when the choices are fetched anew, and each list where it was scrolled to.
  document.addEventListener("htmx:beforeSwap", function () {
    kept = [...document.querySelectorAll(".facet")].map(function (facet) {
      return { id: facet.id, open: facet.open, top: facet.querySelector(".options").scrollTop };
    });
  });

  document.addEventListener("htmx:afterSwap", function () {
    for (const { id, open, top } of kept) {
      const facet = document.getElementById(id);
      if (facet) {
        facet.open = open;
        facet.querySelector(".options").scrollTop = top;
      }
    }
  });

  // An answer that is no list (a refused filter, a server that is down) is shown as what it is.
  for (const failed of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failed, function () {
      document.getElementById("filters").submit();
    });
  }
})();
