// Shows the served OpenAPI document. The renderer stands beside this file, so no other host is asked.
Redoc.init(
  '/api/openapi.json',
  {
    hideHostname: true,
    nativeScrollbars: true,
    sortRequiredPropsFirst: true,
    theme: {
      colors: { primary: { main: '#0f5f6b' } },
      sidebar: { backgroundColor: '#f7f6f2' },
      typography: {
        fontFamily: 'ui-sans-serif, system-ui, sans-serif',
        headings: { fontFamily: 'ui-sans-serif, system-ui, sans-serif' },
        code: { fontFamily: 'ui-monospace, monospace' }
      }
    }
  },
  document.getElementById('reference')
);
