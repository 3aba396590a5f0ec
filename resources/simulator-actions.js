// Any action of the simulator, with a field for each of its values.
window.CtiEditor ??= {};

(() => {
  /**
   * Fills the form. text: gives the words of a key; perform: carries out an action and says so; say: shows a sentence
   * in a class.
   */
  CtiEditor.simulatorActions = (text, perform, say) => {
    const select = $('#cti-sim-do-action');
    const container = $('#cti-sim-do-fields');
    CtiEditor.simulatorDefinitions().then(({ actions }) => {
      const groups = new Map();
      select.empty();
      for (const { name, group } of actions) {
        if (!groups.has(group))
          groups.set(group, $('<optgroup>').attr('label', CtiEditor.words.actionGroup(group)).appendTo(select));
        $('<option>').val(name).text(name).appendTo(groups.get(group));
      }
      const chosen = () => actions.find(({ name }) => name === select.val());
      const show = () => {
        $('#cti-sim-do-about').text(CtiEditor.words.action(chosen().name));
        container.empty();
        for (const field of chosen().fields) {
          row(container, { ...field, about: CtiEditor.words.actionField(chosen().name, field.name) }, text);
        }
      };
      select.on('change', show);
      show();
      $('#cti-sim-do').on('click', () => {
        const action = { action: chosen().name };
        for (const input of container.find('input, select').get()) {
          const typed = input.value.trim();
          if (typed === '') continue;
          const { value, wrong } = parsed(typed);
          if (wrong) {
            say('cti-sim-error', text('cti-simulator.live.noJson', { field: input.name }));
            input.focus();
            return;
          }
          action[input.name] = value;
        }
        perform(action, action.action);
      });
    });
  };

  function row(container, { name, required, about, values }, text) {
    const id = `cti-sim-do-${name}`;
    const label = $('<label>').attr('for', id).text(name).appendTo(container);
    if (required) $('<span>').text(' *').attr('title', text('cti-simulator.live.required')).appendTo(label);
    const attributes = { id, name, title: about };
    if (values) {
      const select = $('<select>').attr(attributes).appendTo(container);
      for (const value of ['', ...values]) $('<option>').val(value).text(value).appendTo(select);
    } else {
      $('<input type="text">').attr(attributes).attr('placeholder', about).appendTo(container);
    }
  }

  /** What begins as an object or an array has to be one. */
  function parsed(typed) {
    if (!/^[[{]/.test(typed)) return { value: typed };
    try {
      return { value: JSON.parse(typed) };
    } catch {
      return { wrong: true };
    }
  }
})();
