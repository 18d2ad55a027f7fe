export const watch = { title: 'Vigilancia' };
