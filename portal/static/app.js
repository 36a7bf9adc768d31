/* 没有它，各页照样能用；有它，上传看得见进度、不会点重。ES2017，无依赖，不写样式、不拼 HTML。 */
(function () {
  'use strict';
  const each = (sel, fn) => Array.prototype.forEach.call(document.querySelectorAll(sel), fn);
  const mb = n => n < 1048576 ? Math.ceil(n / 1024) + ' KB' : (n / 1048576).toFixed(1) + ' MB';

  each('[data-print]', b => { b.hidden = false; b.addEventListener('click', () => window.print()); });

  // 摘录比屏幕宽的，先看到有问题的那一格
  each('.scroll .hit', c => { const s = c.closest('.scroll'); s.scrollLeft = c.offsetLeft - (s.clientWidth - c.offsetWidth) / 2; });

  // 审核中的页自己更新；正在写字、选好了文件的不动
  const busy = () => Array.prototype.some.call(document.querySelectorAll('textarea,input[type=file]'), x => x.value !== '')
    || document.querySelector('form[aria-busy]');
  // 每 15 秒（审核中每 3 秒）问一次有没有新情况；没有是 304。问不算在用：登录照样到时间就过期
  const body = document.body, tag = body.getAttribute('data-tag'), renew = document.querySelector('[data-renew]');
  const ask = poll => fetch(window.location.href, { cache: 'no-store', headers: poll ? { 'If-None-Match': tag, 'X-Poll': '1' } : {} });
  const say = (sel, text) => each(sel, x => { x.hidden = false; x.querySelector('[role=status]').textContent = text; });
  const cut = text => text ? say('[data-cut]', text) : each('[data-cut]', x => { x.hidden = true; });
  const isCut = '▲ 现在连不上网页：这一页不再更新，写的、选的还在；没有看到“收到了”的就是没有交上去。网好了再点一次。';
  window.addEventListener('offline', () => cut(isCut));
  window.addEventListener('online', () => cut(''));
  if (tag) {
    const timer = setInterval(() => ask(true).then(r => {
      cut(r.status > 501 ? isCut : '');
      if (r.status === 304 || r.status >= 500) return;
      if (renew && !busy() && !r.redirected) { window.location.reload(); return; }
      clearInterval(timer);
      say('[data-news]', r.redirected ? '▲ 登录已过期，请重新登录；选好的文件、写的字先别丢，重新登录后再交。' : '◎ 这一页有新情况。');
    }, () => cut(isCut)), renew ? 3000 : 15000);
  }

  // 过期前 10 分钟说一声
  const wait = left => setTimeout(() => say('[data-ending]', '▲ 没有操作，登录 10 分钟后过期。'), Math.max(0, left - 600) * 1000);
  const left = Number(body.getAttribute('data-left'));
  if (left) {
    wait(left);
    each('[data-ending] button', b => b.addEventListener('click', () => ask(false).then(r => {
      if (r.redirected || !r.ok) { window.location.reload(); return; }
      b.closest('[data-ending]').hidden = true;
      wait(3600);
    })));
  }

  // 点重：第二次提交不发出去。服务器另有一道（同样的字节是同一张回执）。
  each('form', f => f.addEventListener('submit', e => {
    if (f.hasAttribute('aria-busy')) { e.preventDefault(); return; }
    if (navigator.onLine === false) { e.preventDefault(); cut(isCut); window.scrollTo(0, 0); return; } // 不然浏览器换成它的错误页，写的就没了
    f.setAttribute('aria-busy', 'true');
  }));
  window.addEventListener('pageshow', () => each('form[aria-busy]', f => f.removeAttribute('aria-busy')));

  const forms = document.querySelectorAll('form[data-up]');
  // 拖偏了也不让浏览器把文件打开、丢掉这一页；只有一个报送框时，拖到哪里都收
  document.addEventListener('dragover', e => e.preventDefault());
  document.addEventListener('drop', e => {
    e.preventDefault();
    const f = e.target.closest && e.target.closest('form[data-up]') || (forms.length === 1 ? forms[0] : null);
    const files = e.dataTransfer.files;
    if (!f || !files.length) return;
    const input = f.querySelector('input[type=file]');
    input.files = files;
    input.dispatchEvent(new Event('change'));
  });

  each('form[data-up]', f => {
    const input = f.querySelector('input[type=file]');
    const say = f.querySelector('[data-picked]');
    const max = Number(input.getAttribute('data-max'));
    const most = Number(input.getAttribute('data-most'));
    input.addEventListener('change', () => {
      const list = Array.prototype.slice.call(input.files);
      const big = list.filter(x => x.size > max)[0];
      const bad = list.length > most ? '一次最多 ' + most + ' 个文件；更多的请打成一个 .zip。'
        : big ? '“' + big.name + '” ' + mb(big.size) + '，超过 ' + mb(max) + '。请删去图片另存后再报。' : '';
      input.setCustomValidity(bad);
      say.textContent = bad ? '■ ' + bad : list.length
        ? '选好了：' + list.map(x => x.name + '（' + mb(x.size) + '）').join('、') + '，请点“报送”。' : '';
    });
    f.addEventListener('submit', e => {
      if (e.defaultPrevented) return;
      e.preventDefault();
      const x = new XMLHttpRequest();
      const fail = () => {
        f.removeAttribute('aria-busy');
        say.textContent = '■ 没有传完。网好了再点一次；同一个文件不会算成两版。一直连不上的，看页面最下面“连不上时怎么报”。';
      };
      x.upload.onprogress = p => {
        say.textContent = '◎ 正在上传：' + (p.lengthComputable ? Math.floor(p.loaded * 100 / p.total) + '%' : mb(p.loaded));
      };
      x.upload.onload = () => { say.textContent = '◎ 传完了，正在存好，请稍等。'; };
      x.onload = () => {
        if (x.status === 401) { window.location.assign('/login?next=' + encodeURIComponent(window.location.pathname)); return; }
        if (x.status < 400) { window.location.assign(x.responseURL); return; }
        f.removeAttribute('aria-busy');
        if (x.status > 501) { fail(); return; } // 代理说我们不在
        const doc = new DOMParser().parseFromString(x.responseText, 'text/html');
        const alert = doc.querySelector('[role=alert]');
        say.textContent = alert ? alert.textContent.trim() : '■ 没有收下（' + x.status + '）。请再试一次，或告诉办公室。';
      };
      x.onerror = x.ontimeout = fail;
      x.open('POST', f.action);
      x.timeout = 600000;
      x.send(new FormData(f));
    });
  });
}());
