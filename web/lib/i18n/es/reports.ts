export const reports = { title: 'Reportes' };
