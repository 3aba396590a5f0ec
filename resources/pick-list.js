window.CtiEditor ??= {};
CtiEditor.pickKindOf = () => undefined;
CtiEditor.pickList = () => {};
