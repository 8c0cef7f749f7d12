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
  const box = set('x', 'y', 'width', 'height'), label = set('x', 'y');

  const kinds = [null, (element, n) => {
    element.setAttribute('d', 'M' + point(n[0], n[1]) + 'L' + point(n[2], n[3]));
    return 4;
  }, (element, n) => {
    let path = '';
    for (let i = 1; i < 2 * n[0]; i += 2) path += (path ? 'L' : 'M') + point(n[i], n[i + 1]);
    element.setAttribute('d', path);
    return 1 + 2 * n[0];
  }, box, set('cx', 'cy', 'r'), (element, n) => {
    const arc = (i) => `A${point(n[2], n[2])} 0 0 ${n[9]} ${point(n[i], n[i + 1])}`;
    element.setAttribute('d', `M${point(n[0], n[1])}L${point(n[3], n[4])}${arc(5)}${arc(7)}Z`);
    return 10;
  }, (element, n) => {
    element.textContent = n[1] < 0 ? '' : written(n[0], n[1]);
    return 2 + label(element, n.subarray(2));
  }, (element, n) => {
    element.setAttribute('class', 'h' + n[4]);
    return 1 + box(element, n);
  }, label, (element, n) => {
    element.setAttribute('class', `num h${n[4]}-t`);
    return 1 + kinds[6](element, n);
  }];


  const isSlider = (input) => input.type === 'range';
  const size = (input) => input.matches('.order') ? input.children.length : 1;
  const inner = (input, value) => input.dataset.log ? Math.log10(Math.max(value, 1e-300)) : value;
  const outer = (input, x) => input.dataset.log ? Math.round((10 ** x).toPrecision(3)) : +x;

  const taken = (input, part) => {
    if (part.length < size(input)) return null;
    if (input.matches('.order')) return [...part].sort().every((word, place) => word === place) && part;
    const x = inner(input, part[0]);
    input.value = x;
    if (!isSlider(input)) return input.selectedIndex >= 0 && part;
    return [input.dataset.log && x >= input.min && x <= input.max ? Math.round(part[0]) : outer(input, input.value)];
  };

  const show = (input, numbers) => {
    const start = +input.dataset.index;
    if (input.matches('.order')) {
      for (const word of numbers.slice(start, start + size(input))) {
        input.append(input.querySelector(`[data-word="${word}"]`));
      }
      return;
    }
    input.value = inner(input, numbers[start]);
    if (isSlider(input)) {
      input.parentNode.querySelector('.read').textContent = written(numbers[start], input.dataset.digits);
    }
  };

  for (const form of document.querySelectorAll('form.live')) {
    const { figure: id, program, numbers: given } = form.dataset;
    const figure = document.getElementById(id), group = figure.querySelector('g.live');
    const rest = given.split(' ').map(Number), inputs = [...form.querySelectorAll('[data-index]')];
    const lock = form.querySelector('[data-lock]'), wrong = form.querySelector('.wrong');
    let numbers = [...rest], waiting, pending, address;

    const follow = (moved) => {
      const other = inputs.find((input) => input !== moved && isSlider(input));
      if (!lock?.checked || !other) return;
      const here = moved.dataset.index, there = other.dataset.index, old = numbers[there];
      [numbers[there]] = taken(other, [old + outer(moved, moved.value) - numbers[here]]);
      moved.value = inner(moved, numbers[here] + numbers[there] - old);
      show(other, numbers);
    };

    const draw = (library) => {
      pending = false;
      const result = run(library, program, numbers);
      wrong.hidden = result;
      if (!result) return;
      let at = 1 + result[0];
      for (const mark of group.children) at += 1 + kinds[result[at]](mark, result.subarray(at + 1));
      group.ownerSVGElement.setAttribute('aria-hidden', true);
      form.ropewalk = { numbers: [...numbers], result: [...result], bytes: library.memory.buffer.byteLength };
      form.dispatchEvent(new Event('moved'));
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (address) history.replaceState(null, '', address);
        for (const slot of form.querySelectorAll('[data-value]')) {
          const value = form.ropewalk.result[1 + +slot.dataset.value], { words, digits } = slot.dataset;
          slot.textContent = words ? words.split('|')[value] : written(value, digits);
        }
      }, 300);
    };
    const giveUp = () => {
      form.hidden = true;
      figure.classList.add('still');
    };
    const update = () => {
      if (!pending) load().then(draw).catch(giveUp);
      pending = true;
    };

    const here = () => {
      const state = inputs.flatMap((input) => numbers.slice(+input.dataset.index, +input.dataset.index + size(input)));
      form.querySelector('.here').href = address = `#${id}=${state}`;
    };

    const restore = () => {
      const [name, state] = decodeURIComponent(location.hash).split('=');
      if (name !== '#' + id || state === undefined) return;
      const found = state.split(',').map((text) => text.trim() ? +text : NaN), next = [...numbers];
      const fits = found.every(isFinite) && inputs.every((input) => {
        const part = taken(input, found.splice(0, size(input)));
        if (part) next.splice(input.dataset.index, part.length, ...part);
        return part;
      }) && !found.length;
      wrong.hidden = fits;
      if (fits) numbers = next;
      for (const input of inputs) show(input, numbers);
      if (!fits) return;
      figure.scrollIntoView();
      here();
      update();
    };

    form.addEventListener('input', ({ target: input }) => {
      if (!input.dataset.index) return;
      follow(input);
      numbers[input.dataset.index] = outer(input, input.value);
      show(input, numbers);
      here();
      update();
    });
    form.addEventListener('click', ({ target: button }) => {
      const list = button.closest('.order'), step = +button.dataset.step;
      if (!step) return;
      const start = +list.dataset.index, word = +button.parentNode.dataset.word;
      const place = numbers.indexOf(word, start), other = place + step;
      if (other < start || other >= start + size(list)) return;
      [numbers[place], numbers[other]] = [numbers[other], word];
      const moved = list.querySelector(`[data-word="${numbers[place]}"]`);
      button.parentNode[step > 0 ? 'before' : 'after'](moved);
      here();
      update();
    });
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', (event) => {
      event.preventDefault();
      numbers = [...rest];
      for (const input of inputs) show(input, numbers);
      here();
      address = '#' + id;
      update();
    });
    for (const input of inputs) show(input, numbers);
    form.hidden = false;
    if (typeof WebAssembly !== 'object') giveUp();
    restore();
    addEventListener('hashchange', restore);
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      load().catch(giveUp);
    }, { rootMargin: '400px' }).observe(figure);
  }
})();
