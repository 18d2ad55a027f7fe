export const audit = { title: 'Bitácora' };
