window.CtiEditor ??= {};
CtiEditor.words = { message: (n) => n, field: () => '', constant: (_e, n) => n, bit: (n) => n, service: (n) => n };
