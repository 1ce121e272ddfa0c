// Small helps on public pages; every one of them works without this file too.
// A reader's list travels in the address after the "#", which browsers never send. It is kept on the phone only if asked.
(() => {
  const NAME = "my-list";
  const all = (what) => document.querySelectorAll(what);
  const inAddress = (/#list=([0-9a-f.]+)/.exec(location.hash) || ["", ""])[1];
  const kept = {
    read() { try { return localStorage.getItem(NAME); } catch { return null; } },
    write(list) { try { localStorage.setItem(NAME, list); } catch { /* a private window keeps nothing */ } },
    drop() { try { localStorage.removeItem(NAME); } catch { /* nothing was kept */ } },
  };
  const page = document.getElementById(NAME);
  let list = inAddress || kept.read() || "";

  // Leave for good: the page does not stay behind the back button, nor the list on the phone.
  for (const exit of all(".app-exit__link")) {
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      kept.drop();
      location.replace(exit.href);
    });
  }

  if (page && page.dataset.sent === "no" && list) {
    // The list was opened by a link: show what is on it.
    const form = page.querySelector("form");
    form.elements.items.value = list;
    form.submit();
    return;
  }
  if (page && page.dataset.sent === "yes") {
    list = page.dataset.codes;
    history.replaceState(null, "", list ? `${location.pathname}#list=${list}` : location.pathname);
    if (kept.read() !== null) kept.write(list);
  }

  for (const field of all("form[data-list] input[name=items]")) {
    if (!field.value) field.value = list;
  }
  if (list) {
    for (const link of all('a[href^="/"]:not([href*="#"])')) link.hash = `list=${list}`;
  }

  for (const part of all("[data-script]")) part.hidden = false;
  for (const button of all("[data-print]")) button.addEventListener("click", () => print());
  const keep = document.querySelector("[data-keep]");
  if (keep) {
    const say = () => { keep.textContent = kept.read() === null ? keep.dataset.keep : keep.dataset.drop; };
    keep.addEventListener("click", () => {
      if (kept.read() === null) kept.write(list); else kept.drop();
      say();
    });
    say();
  }
})();
