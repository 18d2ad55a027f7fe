export const trends = { title: 'Tendencias' };
