// Before Streamlit's own scripts: it is served at the root, so no page needs to ask for that first.
window.__streamlit = {
  BACKEND_BASE_URL: location.origin + "/",
  MAIN_PAGE_BASE_URL: location.origin + "/",
};
