// The descriptions of all services in Swagger UI, with the login that the gateway is configured with.
(async () => {
  const services = ['order-service', 'payment-service', 'ranking-service', 'cart-service', 'dataplatform-service'];
  const settings = await (await fetch('/docs/settings')).json();

  const ui = SwaggerUIBundle({
    dom_id: '#calls',
    urls: services.map((name) => ({ name, url: `/docs/openapi/${name}` })),
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    layout: 'StandaloneLayout',
    deepLinking: true,
    validatorUrl: null,
    oauth2RedirectUrl: `${location.origin}/docs/ui/oauth2-redirect.html`,
  });
  if (!settings.login) return;

  const user = document.getElementById('user');
  const admin = document.getElementById('admin');
  const login = () => {
    const whom = { user: user.value, ...(admin.checked ? { roles: 'admin' } : {}) };
    ui.initOAuth({
      clientId: settings.clientId,
      usePkceWithAuthorizationCodeGrant: true,
      ...(settings.anyUser ? { additionalQueryStringParams: whom } : {}),
    });
  };
  if (settings.anyUser) {
    user.value = localStorage.getItem('user') || crypto.randomUUID();
    document.getElementById('who').hidden = false;
    for (const input of [user, admin]) {
      input.addEventListener('change', () => {
        localStorage.setItem('user', user.value);
        login();
      });
    }
    localStorage.setItem('user', user.value);
  }
  login();
})();
