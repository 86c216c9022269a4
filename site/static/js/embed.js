// Shows a district's offers where its tag stands on another website. No cookie, no counting, nothing from elsewhere.
// <script src="https://PORTAL/einbetten.js" data-kreis="mainz" async></script>
// Optional: data-thema="sprache", data-suche, data-titel="Angebote in Mainz".
(() => {
  const tag = document.currentScript;
  const portal = new URL(tag.src).origin;
  const address = new URL(`/einbetten/${encodeURIComponent(tag.dataset.kreis)}/`, portal);
  if (tag.dataset.thema) address.searchParams.set("thema", tag.dataset.thema);
  if (tag.dataset.suche !== undefined) address.searchParams.set("suche", "1");

  const frame = document.createElement("iframe");
  frame.src = address;
  frame.title = tag.dataset.titel || "Angebote für Zugewanderte";
  frame.loading = "lazy";
  frame.referrerPolicy = "no-referrer";
  Object.assign(frame.style, { display: "block", inlineSize: "100%", blockSize: "40rem", border: "0" });
  tag.after(frame);

  // Only the page in this very frame, and only as long as it is the portal's, says how high it is.
  window.addEventListener("message", (event) => {
    if (event.origin !== portal || event.source !== frame.contentWindow) return;
    const height = event.data && event.data.portalHeight;
    if (Number.isFinite(height)) frame.style.blockSize = `${Math.min(Math.max(Math.ceil(height), 120), 50000)}px`;
  });
})();
