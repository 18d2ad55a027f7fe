export const intake = { title: 'Importar' };
