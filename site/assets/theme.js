(function () {
  'use strict';
  var key = 'book-theme';
  var root = document.documentElement;
  var chosen = null;
  var select = null;

  function stored() {
    try { return localStorage.getItem(key); } catch (error) { return chosen; }
  }

  function show(theme) {
    chosen = theme === 'light' || theme === 'dark' ? theme : null;
    if (chosen) root.dataset.theme = chosen; else delete root.dataset.theme;
    if (select) select.value = chosen || 'auto';
  }

  function choose() {
    show(select.value);
    try {
      if (chosen) localStorage.setItem(key, chosen); else localStorage.removeItem(key);
    } catch (error) { /* Not kept, but shown. */ }
  }

  root.classList.add('scripts');
  show(stored());
  addEventListener('storage', function (event) {
    if (event.key === key || event.key === null) show(event.newValue);
  });
  addEventListener('pageshow', function (event) { if (event.persisted) show(stored()); });

  document.addEventListener('DOMContentLoaded', function () {
    var header = document.querySelector('.top');
    if (!header) return;
    var label = document.createElement('label');
    var text = document.createElement('span');
    label.className = 'theme';
    text.textContent = 'Theme';
    select = document.createElement('select');
    ['Auto', 'Light', 'Dark'].forEach(function (name) {
      select.add(new Option(name, name.toLowerCase()));
    });
    select.autocomplete = 'off';
    select.addEventListener('change', choose);
    label.append(text, select);
    header.append(label);
    show(stored());
  });
})();
