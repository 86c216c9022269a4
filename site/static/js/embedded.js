// Inside the frame: tells the page around it how high the list is, whenever that changes. It is no secret, so any page may hear it.
if (window.parent !== window) {
  const tell = () => window.parent.postMessage({ portalHeight: document.body.offsetHeight }, "*");
  new ResizeObserver(tell).observe(document.body);
  tell();
}
