// What is wrong with a rule of cti-route while it is typed; the nodes check the same in nodes/route.
window.CtiEditor ??= {};

(() => {
  const text = (key, more) => RED._(`@ged188/node-red-cti/cti-route:cti-route.problem.${key}`, more);
  const LITERAL = ['str', 'num', undefined];
  const isEmpty = (value) => String(value ?? '').trim() === '';
  /** Node-RED puts the value of the environment in its place. */
  const isEnvironment = (value) => /^\$\{[^}]+\}$/.test(value ?? '');

  const isDate = (date) => {
    const midnight = Date.parse(`${date}T00:00:00Z`);
    if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(midnight)) return false;
    return new Date(midnight).toISOString().startsWith(date);
  };
  const isTime = (time) => /^(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)$/.test(time);

  /** Returns a sentence, or nothing where all is well. */
  CtiEditor.zoneProblem = (zone) => {
    // None: that of the server.
    if (isEmpty(zone) || isEnvironment(zone)) return undefined;
    try {
      new Intl.DateTimeFormat('en-US', { timeZone: zone.trim() });
      return undefined;
    } catch {
      return text('zone');
    }
  };

  CtiEditor.holidaysProblem = (list, type) => {
    if (type !== 'str') return RED.utils.validateTypedProperty(list, type) === true ? undefined : text('holidays');
    if (isEmpty(list) || isEnvironment(list)) return undefined;
    const days = list.split(/[\s,;]+/).filter((day) => day !== '');
    return days.every((day) => isDate(/^\d\d-\d\d$/.test(day) ? `2024-${day}` : day)) ? undefined : text('holidays');
  };

  /** @param isMissed whether it may not be empty (yet) */
  function typedProblem({ value, type } = {}, isMissed, literal) {
    if (isEnvironment(value) || (isEmpty(value) && !isMissed)) return undefined;
    if (!LITERAL.includes(type))
      return RED.utils.validateTypedProperty(value, type) === true ? undefined : text('value');
    return isEmpty(value) ? text('value') : literal(value);
  }

  const ANY = () => undefined;
  const number = (value) => (Number.isFinite(Number(value)) ? undefined : text('number'));
  const expression = (value) => {
    try {
      new RegExp(value);
      return undefined;
    } catch {
      return text('expression');
    }
  };
  const pattern = (value) => (CtiEditor.pattern(value) ? undefined : text('pattern'));
  const LITERALS = {
    less: number,
    more: number,
    between: number,
    matches: expression,
    oneOf: pattern,
    noneOf: pattern,
  };

  function timeProblem(kind, { from, to, zone }, nodeZone, isMissed) {
    const wrongZone = CtiEditor.zoneProblem(isEmpty(zone) ? nodeZone : zone);
    if (wrongZone) return wrongZone;
    const given = [from, to].filter((one) => !isEmpty(one)).map((one) => one.trim());
    const isUnfinished = (isEmpty(from) && !isMissed('from')) || (isEmpty(to) && !isMissed('to'));
    if (kind === 'hours') {
      if (given.length === 0 || (isUnfinished && given.every(isTime))) return undefined;
      return given.length === 2 && given.every(isTime) && given[0] !== given[1] ? undefined : text('hours');
    }
    const inOrder = given.length < 2 || given[0] <= given[1];
    return (given.length > 0 || isUnfinished) && given.every(isDate) && inOrder ? undefined : text('dates');
  }

  /**
   * @param known the definitions' route
   * @param nodeZone the time zone of the node
   * @param isMissed says of a part (of, value, most, from, to) whether it is missed while it is empty; left out: all are
   * Returns a sentence, or nothing where all is well.
   */
  CtiEditor.conditionProblem = (condition, known, nodeZone, isMissed = () => true) => {
    const subject = known.subjects[condition.subject];
    if (!subject) return text('value');
    if (subject.kind === 'hours' || subject.kind === 'dates')
      return timeProblem(subject.kind, condition, nodeZone, isMissed);
    if (condition.subject === 'holiday')
      return CtiEditor.zoneProblem(isEmpty(condition.zone) ? nodeZone : condition.zone);
    if (subject.of && condition.groupBy !== 'call') {
      const isNumber = subject.of === 'skillGroup' && condition.groupBy !== 'name';
      const named = (value) => {
        if (isNumber && !/^\s*\d+\s*$/.test(value)) return text('number');
        return subject.of === 'field' && !known.fields.includes(value.trim()) ? text('field') : undefined;
      };
      if (typedProblem(condition.of, isMissed('of'), named)) return text(`of.${subject.of}`);
    }
    const { test } = condition;
    if (subject.kind === 'truth' || test === 'empty' || test === 'notEmpty') return undefined;
    const literal = LITERALS[test] ?? (subject.kind === 'number' ? number : ANY);
    const wrong = typedProblem(condition.value, isMissed('value'), literal);
    return wrong ?? (test === 'between' ? typedProblem(condition.most, isMissed('most'), number) : undefined);
  };

  /** What the request of a step lacks: nothing of it comes from the message. */
  CtiEditor.stepProblem = ({ action, fields = {} }, actions) => {
    const chosen = actions.find(({ name }) => name === action);
    if (!chosen) return undefined;
    const own = chosen.fields.filter(({ key }) => !chosen.connections?.includes(key));
    if (action === 'setCallData') return own.some(({ key }) => fields[key]) ? undefined : text('noData');
    const missing = own.find(({ key, required, first }) => (required || first) && !fields[key]);
    return missing && text('missing', { field: missing.key });
  };

  /** A validator for the rules of a node and what is done otherwise. */
  CtiEditor.checkRules = (node, rules, opt) => {
    const known = CtiEditor.definitionsNow();
    if (!known) return true;
    const actions = known.palette['cti-route'];
    const charset = RED.nodes.node(node.server)?.charset;
    for (const [i, rule] of (rules ?? []).entries()) {
      // A flow that was written by hand may say nothing of otherwise.
      if (!rule) continue;
      const conditions = rule.conditions ?? [];
      const wrong = conditions.map((one) => CtiEditor.conditionProblem(one, known.route, node.timeZone)).find(Boolean);
      const problem = wrong ?? CtiEditor.stepProblem(rule, actions);
      if (problem) return opt ? text('rule', { rule: i + 1, problem }) : false;
      const fields = actions.find(({ name }) => name === rule.action)?.fields;
      const valid = CtiEditor.checkFields(rule.fields, fields, charset, opt);
      if (valid !== true) return valid;
    }
    return true;
  };
})();
