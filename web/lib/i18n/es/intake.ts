export const intake = {
  title: 'Importar',
  lead: 'Suba lo que guardó a mano: Vigía lo conserva como evidencia, encuentra las publicaciones, las clasifica y las pone en la mesa.',
  files: 'Archivos',
  filesHint:
    'Páginas guardadas de Google o Facebook (HTML) y respuestas de la API de X (JSON). Hasta 20 archivos y 30 MB en total.',
  paste: 'O pegue el contenido',
  pasteHint: 'El código fuente de la página o el JSON de la respuesta.',
  send: 'Importar',
  sent: (count: number) =>
    count === 1
      ? 'Se recibió el archivo. Aparecerá abajo cuando se lea.'
      : `Se recibieron ${count} archivos. Aparecerán abajo conforme se lean.`,
  links: 'Para vigilar la dirección de una página, un grupo o una publicación de Facebook, agréguela como término.',
  linksAction: 'Agregar una dirección',
  recent: {
    title: 'Importaciones recientes',
    none: 'Todavía no se ha importado ningún archivo.',
    when: 'Cuándo',
    outcome: 'Resultado',
    found: 'Encontradas',
    fresh: 'Nuevas',
  },
};
