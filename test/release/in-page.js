// Runs in the editor's page: looks at the dialog that is open, where none is at our tab in the sidebar, as a person does who sees, reads or hears it.
window.OpenDialog = (() => {
  const CONTROLS = 'input, select, textarea, button, a[href], summary, [tabindex]';
  /** Core's own inputs, for the browser's autofill only. */
  const TRAP = 'red-ui-trap-';
  const RAW_KEY = /(?:@ged188\/|node-red:|\bcti-[a-z-]+\.\w+\.)/;

  const dialog = () => $('.red-ui-tray').last().find('#node-config-dialog-edit-form, #dialog-form').first();
  const form = () => (dialog().length > 0 ? dialog() : $('.cti-live'));
  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const visibleIn = (selector) => form().find(selector).toArray().filter(visible);
  const isPlain = (input) => input.type === 'text' && visible(input) && !$(input).hasClass('red-ui-typedInput');
  const ownName = (input) => /^node-(config-)?input-/.test(input.id);

  /** Core's code editor has inputs of its own, and the one behind it is filled when the dialog is closed. */
  const CODE = '.node-text-editor';
  const isOfCode = (input) => $(input).closest('.form-row').find(CODE).length > 0;
  const codeIn = (element) =>
    monaco.editor
      .getEditors()
      .find((editor) => element.contains(editor.getContainerDomNode()))
      .getValue();

  /** Every value that can be seen again; passwords cannot. */
  function values() {
    const inputs = form()
      .find('input, select, textarea')
      .toArray()
      .filter((input) => !input.disabled && input.type !== 'password' && !isOfCode(input))
      .map((input) => {
        const value = ['checkbox', 'radio'].includes(input.type) ? input.checked : $(input).val();
        return `${input.id || input.getAttribute('aria-label') || input.value}: ${value}`;
      });
    return [...inputs, ...visibleIn(CODE).map((element) => `${element.id}: ${codeIn(element)}`)];
  }

  /** Changes what is shown: a name, the other value of each box and list, and something where there is nothing. */
  function edit() {
    for (const input of form().find('input, select').toArray().filter(ownName)) {
      if (input.disabled || !visible(input)) continue;
      if (input.type === 'checkbox') $(input).trigger('click');
      else if (input.tagName === 'SELECT') chooseNext(input);
      else if (/input-name$/.test(input.id)) type(input, 'Grüße, 日本');
      else if (input.type === 'password') type(input, 'geheim');
      else if (isPlain(input) && input.value === '') type(input, '7');
    }
  }

  /** Unless it is refused. */
  function type(input, value) {
    const before = input.value;
    const typed = $(input).val(value).trigger('input').trigger('change');
    if (typed.hasClass('input-error')) typed.val(before).trigger('input').trigger('change');
  }

  function chooseNext(select) {
    const options = [...select.options].filter(({ value, disabled }) => value !== '_ADD_' && !disabled);
    const at = options.findIndex(({ value }) => value === select.value);
    // A list of config nodes leads elsewhere: its choice is kept.
    if (options.length > 1 && !$(select).siblings('[id^="node-input-btn-"], [id*="-btn-"]').length) {
      $(select)
        .val(options[(at + 1) % options.length].value)
        .trigger('change');
    }
  }

  const words = (elements) => elements.map((element) => element.textContent.trim()).join(' ');
  function nameOf(control) {
    const labelledBy = (control.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
    const names = [
      control.getAttribute('aria-label') ?? '',
      words(labelledBy.map((id) => document.getElementById(id)).filter(Boolean)),
      words([...(control.labels ?? [])]),
      control.title,
      ['BUTTON', 'A', 'SUMMARY'].includes(control.tagName) ? control.textContent.trim() : '',
    ];
    return names.find((name) => name !== '') ?? '';
  }

  const shown = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 160);

  /** What a keyboard has to reach. */
  function controls() {
    return visibleIn(CONTROLS).filter(
      (element) => !element.disabled && element.tabIndex >= 0 && !element.id.startsWith(TRAP),
    );
  }

  let reached = new Set();
  document.addEventListener('focusin', ({ target }) => reached.add(target));

  function beginTabbing() {
    reached = new Set();
    document.activeElement?.blur();
    const [first] = controls();
    first?.focus();
    return controls().length;
  }

  /** "r, g, b" or "r, g, b, a" as numbers, alpha last. */
  function colour(text) {
    const [r, g, b, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return [r, g, b, a];
  }
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  function background(element) {
    if (!element) return [255, 255, 255, 1];
    const own = colour(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, background(element.parentElement));
  }
  function luminance(rgb) {
    const [r, g, b] = rgb.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function contrast(element) {
    const behind = background(element);
    const lights = [luminance(over(colour(getComputedStyle(element).color), behind)), luminance(behind)];
    return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
  }
  const hasText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');

  return {
    values,
    edit,
    beginTabbing,
    unreached: () =>
      controls()
        .filter((control) => !reached.has(control))
        .map(shown),
    unnamed: () =>
      controls()
        .filter((control) => nameOf(control) === '')
        .map(shown),
    /** Texts that can hardly be told from what is behind them. */
    unreadable: (least) =>
      visibleIn('*')
        .filter((element) => hasText(element) || (element.tagName === 'INPUT' && element.value !== ''))
        .filter((element) => !element.closest(':disabled') && contrast(element) < least)
        .map((element) => `${contrast(element).toFixed(1)}: ${shown(element)}`),
    /** Keys of the catalog where words should be. */
    rawKeys: () =>
      visibleIn('*')
        .flatMap((element) => [
          hasText(element) ? element.textContent : '',
          ...['placeholder', 'title', 'aria-label'].map((name) => element.getAttribute(name) ?? ''),
        ])
        .filter((text) => RAW_KEY.test(text)),
    unfold: () => form().find('details').prop('open', true),
    tabs: () => form().find('li.red-ui-tab').length,
  };
})();
