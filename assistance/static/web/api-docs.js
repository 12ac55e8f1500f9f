// Shows the description of the API that the page names. The library is Swagger UI; it asks nobody but this site.
"use strict";
const place = document.getElementById("api-docs");
place.replaceChildren();
SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  tryItOutEnabled: true,
  validatorUrl: null,
});
