// Whether the green passport is open.

export const passport = $state({ isOpen: false });
