// The dashboard is one page in the browser; the server only hands out its files.
export const ssr = false;
export const prerender = false;
