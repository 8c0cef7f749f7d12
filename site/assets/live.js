(() => {
  'use strict';
  const root = document.currentScript.src.replace(/[^/]*$/, '');


  let library;
  const load = () => library ??= bytes().then((source) => WebAssembly.instantiate(source))
    .then((made) => made.instance.exports);

  const bytes = () => location.protocol !== 'file:'
    ? fetch(root + 'rope.wasm').then((answer) => answer.ok ? answer.arrayBuffer() : Promise.reject())
    : new Promise((done, failed) => {
      const script = document.createElement('script');
      script.onload = () => done(Uint8Array.from(atob(window.ropewalkModule), (c) => c.charCodeAt(0)));
      script.onerror = failed;
      script.src = root + 'rope-wasm.js';
      document.head.append(script);
    });

  const run = (library, program, numbers) => {
    const view = (count) => new Float64Array(library.memory.buffer, library.rope_numbers(), count);
    view(numbers.length).set(numbers);
    const count = library['rope_' + program](numbers.length);
    return count > 0 && view(count);
  };


  const place = (value) => String(Math.round(value * 100) / 100 || 0);
  const point = (x, y) => place(x) + ' ' + place(y);
  const written = (value, digits) => value.toFixed(digits).replace(/^-(?=[0.]*$)/, '').replace('-', '\u2212');
  const set = (...names) => (element, n) => {
    names.forEach((name, index) => element.setAttribute(name, place(n[index])));
    return names.length;
  };
  const box = set('x', 'y', 'width', 'height');

  const kinds = [null, (element, n) => {
    element.setAttribute('d', 'M' + point(n[0], n[1]) + 'L' + point(n[2], n[3]));
    return 4;
  }, (element, n) => {
    let path = '';
    for (let i = 1; i < 2 * n[0]; i += 2) path += (path ? 'L' : 'M') + point(n[i], n[i + 1]);
    element.setAttribute('d', path);
    return 1 + 2 * n[0];
  }, box, set('cx', 'cy', 'r'), (element, [x, y, r, from, to]) => {
    const end = (angle) => point(x + r * Math.cos(angle), y - r * Math.sin(angle));
    const large = Math.abs(to - from) > Math.PI, clockwise = to < from;
    element.setAttribute('d', `M${point(x, y)}L${end(from)}A${point(r, r)} 0 ${+large} ${+clockwise} ${end(to)}Z`);
    return 5;
  }, (element, n) => {
    element.textContent = written(n[0], n[1]);
    return 2 + set('x', 'y')(element, n.subarray(2));
  }, (element, n) => {
    element.setAttribute('class', 'h' + n[4]);
    return 1 + box(element, n);
  }];


  for (const form of document.querySelectorAll('form.live')) {
    const { figure: id, program, numbers: given } = form.dataset;
    const figure = document.getElementById(id), group = figure.querySelector('g.live');
    const rest = given.split(' ').map(Number), inputs = [...form.querySelectorAll('[data-index]')];
    const lock = form.querySelector('[data-lock]'), wrong = form.querySelector('.wrong');
    let numbers = [...rest], waiting, pending;

    const read = (input) => input.dataset.log ? 10 ** input.value : +input.value;
    const show = (input, value) => {
      input.value = input.dataset.log ? Math.log10(Math.max(value, 1e-300)) : value;
      const shown = input.parentNode.querySelector('.read');
      if (shown) shown.textContent = written(read(input), 0);
    };

    const follow = (moved) => {
      const other = inputs.find((input) => input !== moved && input.type === 'range');
      if (!lock?.checked || !other) return;
      const here = moved.dataset.index, there = other.dataset.index, old = numbers[there];
      show(other, old + read(moved) - numbers[here]);
      numbers[there] = read(other);
      moved.value = numbers[here] + numbers[there] - old;
    };

    const draw = (library) => {
      pending = false;
      const result = run(library, program, numbers);
      wrong.hidden = result;
      if (!result) return;
      let at = 1 + result[0];
      for (const mark of group.children) at += 1 + kinds[result[at]](mark, result.subarray(at + 1));
      form.ropewalk = [...result.subarray(1, 1 + result[0])];
      form.dispatchEvent(new Event('moved'));
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        for (const slot of form.querySelectorAll('[data-value]')) {
          slot.textContent = written(form.ropewalk[slot.dataset.value], slot.dataset.digits);
        }
      }, 300);
    };
    const giveUp = () => { form.hidden = true; };
    const update = () => {
      if (!pending) load().then(draw, giveUp);
      pending = true;
    };

    const restore = () => {
      const [name, state] = decodeURIComponent(location.hash).split('=');
      if (name !== '#' + id || state === undefined) return;
      const found = state.split(',').map((text) => text.trim() ? +text : NaN);
      wrong.hidden = found.length === inputs.length && found.every(isFinite);
      if (!wrong.hidden) return;
      inputs.forEach((input, index) => {
        show(input, found[index]);
        numbers[input.dataset.index] = read(input);
      });
      figure.scrollIntoView();
      update();
    };

    for (const input of inputs) {
      input.addEventListener('input', () => {
        follow(input);
        numbers[input.dataset.index] = read(input);
        show(input, read(input));
        update();
      });
      input.addEventListener('change', () => {
        const state = inputs.map((input) => numbers[input.dataset.index]);
        history.replaceState(null, '', `#${id}=${state}`);
      });
    }
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', (event) => {
      event.preventDefault();
      numbers = [...rest];
      for (const input of inputs) show(input, numbers[input.dataset.index]);
      history.replaceState(null, '', '#' + id);
      update();
    });
    for (const input of inputs) show(input, numbers[input.dataset.index]);
    form.hidden = typeof WebAssembly !== 'object';
    restore();
    addEventListener('hashchange', restore);
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      load().catch(giveUp);
    }, { rootMargin: '400px' }).observe(figure);
  }
})();
