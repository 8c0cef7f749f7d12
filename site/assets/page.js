(function () {
  'use strict';
  var each = function (selector, act) { document.querySelectorAll(selector).forEach(act); };


  var status = document.createElement('p');
  status.className = 'unseen';
  status.setAttribute('role', 'status');
  document.body.append(status);

  function code(element) {
    var copy = element.cloneNode(true);
    copy.querySelectorAll('[hidden]').forEach(function (line) { line.remove(); });
    var lines = copy.textContent.replace(/\n$/, '').split('\n');
    if (copy.querySelector('.prompt')) {
      var goesOn = false;
      lines = lines.filter(function (line) {
        var isCommand = goesOn || line.startsWith('$ ');
        goesOn = isCommand && line.endsWith('\\');
        return isCommand;
      }).map(function (line) { return line.replace(/^[$>] /, ''); });
    }
    return lines.join('\n');
  }

  function write(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    return new Promise(function (done, failed) {
      var area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      if (document.execCommand('copy')) done(); else failed();
      area.remove();
    });
  }

  each('pre:not([popover] pre) > code', function (element) {
    var button = document.createElement('button');
    var timer;
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    function say(text) {
      button.textContent = status.textContent = text;
      button.focus();
      clearTimeout(timer);
      timer = setTimeout(function () {
        button.textContent = 'Copy';
        status.textContent = '';
      }, 2000);
    }
    button.addEventListener('click', function () {
      write(code(element)).then(
        function () { say('Copied'); }, function () { say('Not copied'); });
    });
    element.parentNode.before(button);
  });


  var sections = document.querySelector('nav.sections ol');
  if (sections && window.IntersectionObserver) {
    var links = Array.from(sections.querySelectorAll('a[href^="#"]'));
    var passed = new Set();
    var end = document.querySelector('footer.end');
    var note = function (entries) {
      entries.forEach(function (entry) {
        passed[entry.isIntersecting ? 'add' : 'delete'](entry.target);
      });
      var current = links.filter(function (link) {
        return passed.has(end) || passed.has(target(link.hash));
      }).pop();
      links.forEach(function (link) { link.removeAttribute('aria-current'); });
      if (!current) return;
      current.setAttribute('aria-current', 'true');
      if (sections.scrollHeight > sections.clientHeight) {
        sections.scrollTop = current.offsetTop - sections.clientHeight / 2;
      }
    };
    var above = new IntersectionObserver(note, { rootMargin: '9999999px 0px -67% 0px' });
    links.forEach(function (link) {
      var heading = target(link.hash);
      if (heading) above.observe(heading);
    });
    if (end) new IntersectionObserver(note, { threshold: 0.9 }).observe(end);
  }


  function target(hash) {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch (error) {
      return null;
    }
  }

  function reveal() {
    var element = location.hash && target(location.hash);
    var isFolded = false;
    for (var part = element; part; part = part.parentElement) {
      if (part.matches('details:not([open])')) part.open = isFolded = true;
    }
    if (isFolded) element.scrollIntoView();
  }
  reveal();
  addEventListener('hashchange', reveal);

  var unfolded = [];
  addEventListener('beforeprint', function () {
    each('details:not([open], .data)', function (part) {
      part.open = true;
      unfolded.push(part);
    });
  });
  addEventListener('afterprint', function () {
    unfolded.splice(0).forEach(function (part) { part.open = false; });
  });
})();
