SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#api',
  deepLinking: true,
  // the default is a service on another host
  validatorUrl: null,
});
