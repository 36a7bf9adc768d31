/* Every page works without this; its words stand in the pages. ES2017. */
(() => {
  'use strict';
  const all = sel => [...document.querySelectorAll(sel)];
  const show = (sel, on = true) => all(sel).forEach(x => { x.hidden = !on; });
  const on = (x, what, fn) => x.addEventListener(what, fn);
  const cut = is => show('[data-cut]', is);
  const again = () => location.reload();
  const free = f => f.removeAttribute('aria-busy');

  show('[data-print]');
  all('[data-print]').forEach(b => on(b, 'click', () => print()));

  // An excerpt wider than the screen shows its cell.
  all('.scroll .hit').forEach(c => { const s = c.closest('.scroll'); s.scrollLeft = c.offsetLeft - (s.clientWidth - c.offsetWidth) / 2; });

  // Is the page another? Asking is no use of the session; what is being written stays.
  const { tag, left } = document.body.dataset, renew = all('[data-renew]').length;
  const busy = () => all('[aria-busy]').length || all('textarea,[type=file]').some(x => x.value);
  const ask = headers => fetch(location.href, { cache: 'no-store', headers });
  on(window, 'offline', () => cut(true));
  on(window, 'online', () => cut(false));
  if (tag) {
    const timer = setInterval(() => ask({ 'If-None-Match': tag, 'X-Poll': '1' }).then(r => {
      cut(r.status > 501);
      if (r.status === 304 || r.status >= 500) return;
      if (renew && !busy() && !r.redirected) return again();
      clearInterval(timer);
      show(r.redirected ? '[data-out]' : '[data-news]');
    }, () => cut(true)), renew ? 3000 : 15000);
  }

  const wait = s => setTimeout(show, Math.max(0, s - 600) * 1000, '[data-ending]');
  if (left) wait(left);
  all('[data-ending] button').forEach(b => on(b, 'click', () => ask({}).then(r => {
    if (r.redirected || !r.ok) return again();
    show('[data-ending]', false);
    wait(3600);
  })));

  // Nothing goes twice, or into a cut line.
  all('form').forEach(f => on(f, 'submit', e => {
    const off = !navigator.onLine;
    if (off || f.hasAttribute('aria-busy')) e.preventDefault();
    if (off) { cut(true); scrollTo(0, 0); } else f.setAttribute('aria-busy', 'true');
  }));
  on(window, 'pageshow', () => all('[aria-busy]').forEach(free));

  // A file dropped beside the frame does not open.
  on(document, 'dragover', e => e.preventDefault());
  on(document, 'drop', e => {
    e.preventDefault();
    const forms = all('[data-up]'), { files } = e.dataTransfer;
    const f = forms.find(x => x.contains(e.target)) || (forms.length === 1 && forms[0]);
    if (!f || !files.length) return;
    const input = f.querySelector('[type=file]');
    input.files = files;
    input.dispatchEvent(new Event('change'));
  });

  all('[data-up]').forEach(f => {
    const input = f.querySelector('[type=file]'), out = f.querySelector('[data-picked]'), word = out.dataset;
    const say = text => { out.textContent = text; };
    on(input, 'change', () => {
      const list = [...input.files], { max, most } = input.dataset, big = list.find(x => x.size > max);
      const bad = list.length > most ? word.many : big ? word.big + big.name : '';
      input.setCustomValidity(bad);
      say(bad || (list.length ? word.picked + list.map(x => x.name).join('、') : ''));
    });
    on(f, 'submit', e => {
      if (e.defaultPrevented) return;
      e.preventDefault();
      const x = new XMLHttpRequest(), fail = text => { free(f); say(text); };
      x.upload.onprogress = p => say(word.going + Math.floor(p.loaded * 100 / p.total) + '%');
      x.upload.onload = () => say(word.sent);
      x.onload = () => {
        if (x.status === 401) { document.open(); document.write(x.responseText); return document.close(); }
        if (x.status < 400) return location.assign(x.responseURL);
        const alert = new DOMParser().parseFromString(x.responseText, 'text/html').querySelector('[role=alert]');
        fail(x.status < 502 && alert ? alert.textContent.trim() : word.lost);
      };
      x.onerror = x.ontimeout = () => fail(word.lost);
      x.open('POST', f.action);
      x.timeout = 600000;
      x.send(new FormData(f));
    });
  });
})();
