export const trends = {
  title: 'Tendencias',
  lead: 'Cuántas publicaciones nuevas que parecen ofrecer citas encuentra cada recorrido, día por día.',
  caveat:
    'No es todavía una cifra de reducción. Es la primera tendencia, sin corregir; abajo se dice qué mide y qué no.',
  week: {
    rate: (rate: string) => `${rate} por recorrido`,
    sentence: (posts: string, runs: string, coverage: string) =>
      `Últimos 7 días: ${posts} publicaciones en ${runs} recorridos con cobertura. Cobertura: ${coverage}.`,
    none: 'Sin cifra: en los últimos 7 días ningún recorrido terminó con cobertura.',
  },
  chart: {
    title: (platform: string) => `${platform}: publicaciones accionables nuevas por recorrido con cobertura`,
    description: (from: string, to: string, gaps: number) =>
      `Línea diaria del ${from} al ${to}. ${
        gaps === 0 ? 'Todos los días tuvieron cobertura.' : `Días sin cobertura, que aparecen como huecos: ${gaps}.`
      } La tabla de abajo tiene los mismos datos.`,
    unit: 'por recorrido',
    gap: (from: string, to: string) =>
      from === to ? `Sin cobertura el ${from}` : `Sin cobertura del ${from} al ${to}`,
    gapLabel: 'sin cobertura',
    point: (day: string, rate: string) => `${day}: ${rate}`,
    ownScale: 'Cada plataforma tiene su propia escala, siempre desde cero. Las franjas grises son días sin cobertura.',
    empty: 'Todavía no hay ningún día con cobertura en esta plataforma.',
  },
  definition: {
    title: 'Qué mide',
    points: (threshold: string) => [
      `Accionable: una publicación vista por primera vez ese día cuyo puntaje actual llega al umbral de ${threshold} o que una persona confirmó, y que nadie descartó. Un puntaje no es un dictamen.`,
      'Se divide entre los recorridos de ese día que terminaron completos o sin resultados. Así un día con más recorridos no parece peor.',
      'Un día sin recorridos cubiertos es un hueco: no se sabe qué había. Nunca se dibuja como cero.',
    ],
    limitsTitle: 'Qué no dice todavía',
    limits: [
      'No compara con un periodo de referencia, así que no prueba que la reventa suba o baje.',
      'No corrige los errores del clasificador ni los cambios en los términos que se vigilan: agregar un término puede mover la línea.',
      'No distingue publicaciones nuevas de publicaciones viejas que se ven por primera vez: los primeros días de un término salen altos.',
      'El día de hoy sigue en curso.',
    ],
  },
  table: {
    open: 'Ver los datos en una tabla',
    caption:
      'Publicaciones accionables nuevas por recorrido con cobertura; entre paréntesis, publicaciones y recorridos cubiertos de los terminados.',
    day: 'Día',
    cell: (posts: string, covered: string, ended: string) => `${posts} en ${covered} de ${ended}`,
    gap: 'sin cobertura',
  },
  emptyTitle: 'Todavía no hay tendencia',
  emptyText:
    'Aquí se verá, día por día, cuántas publicaciones accionables encuentra cada recorrido. Hace falta al menos un día con recorridos que terminen con cobertura.',
  emptyAction: 'Ir a Vigilancia',
};
