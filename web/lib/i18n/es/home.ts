export const home = {
  title: 'Inicio',
  greeting: (name: string) => `Buen día, ${name}`,
  start: {
    title: 'Este espacio está vacío',
    lead: 'Vigía reúne publicaciones que revenden citas consulares gratuitas. Empiece por una de estas puertas; después, esta página mostrará qué espera revisión.',
    term: {
      title: 'Agregar un término',
      text: 'Una frase que alguien buscaría, por ejemplo «citas consulado Dallas». Vigía la recorre cada cierto tiempo.',
      action: 'Agregar un término',
    },
    links: {
      title: 'Vigilar una página o un grupo',
      text: 'Pegue la dirección de una página, un grupo o una publicación pública de Facebook.',
      action: 'Pegar una dirección',
    },
    file: {
      title: 'Importar un archivo',
      text: 'Una página guardada de Google o de Facebook, o una respuesta de la API de X. Sus publicaciones se guardan y se clasifican.',
      action: 'Elegir un archivo',
    },
    platform: {
      title: 'Conectar X',
      text: 'La búsqueda en X necesita una credencial de su API. Quien administra el servidor la pone en el archivo .env y reinicia:',
    },
    demo: {
      title: 'Ver la demostración',
      text: 'Un espacio aparte con publicaciones inventadas, recorridas de verdad. En el servidor, en la carpeta del proyecto:',
    },
    waiting: 'Aquí todavía no hay nada que leer. Quien analiza o administra puede agregar el primer término.',
    collecting: 'Ya hay términos; los recorridos todavía no encuentran publicaciones.',
    collectingAction: 'Ver los recorridos',
  },
  queue: {
    title: 'Por revisar',
    count: (one: boolean): string => (one ? 'publicación espera un dictamen' : 'publicaciones esperan un dictamen'),
    none: 'No queda ninguna publicación por revisar.',
    action: 'Abrir la mesa',
    first: 'Las primeras de la lista',
  },
  coverage: {
    title: 'Cobertura de hoy',
    definition:
      'Cuántas de las consultas previstas a cada plataforma se pudieron leer. Lo que falta no es «no hay publicaciones».',
    nothing: 'nada previsto',
    of: (covered: string, planned: string) => `${covered} de ${planned} previstos`,
    missed: 'Lo que impidió leer:',
    action: 'Ver la cobertura por día',
  },
  reports: {
    title: 'Reportes que esperan un paso',
    none: 'Ningún reporte espera un paso.',
    draft: 'espera la aprobación de otra persona',
    approved: 'se está exportando',
    exported: 'listo para entregarse a la plataforma',
    problem: 'la exportación no terminó',
    candidates: (count: string, one: boolean): string =>
      one
        ? `${count} publicación confirmada no está en ningún reporte.`
        : `${count} publicaciones confirmadas no están en ningún reporte.`,
    build: 'Armar un reporte',
    action: 'Ver los reportes',
  },
  trends: {
    title: 'Tendencias',
    text: 'Cuántas publicaciones nuevas ofrecen citas, por recorrido cubierto y por día.',
    action: 'Ver las tendencias',
  },
};
