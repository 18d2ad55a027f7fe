/** The scenes that the demo promises: a return under a new name, edits, deletions, a warning, an answer by the press. */
import type { Label } from '../../classifier/score.types.ts';
import { groups } from './groups.ts';
import { snowflake } from './timeline.ts';
import type { Account, Ending, StoryPost } from './story.types.ts';

interface Scene {
  /** Minutes after the beginning. */
  at: number;
  /** Name of the account as it joined. */
  by: string;
  on?: 'facebook' | 'x';
  in?: string;
  text: string;
  label: Label;
  lang?: 'en';
  edits?: [minutes: number, text: string][];
  ends?: [minutes: number, how: Ending];
}

const scenes: Scene[] = [
  {
    at: -3.2 * 24 * 60,
    by: 'Dany Fechas Dallas',
    in: 'paisanosdallasfw',
    label: 'resale',
    text: 'Hola comunidad de Dallas, soy Dany. Se me liberaron cuatro turnos de pasaporte pal jueves y dos de matrícula. Primero mira su hoja, luego me manda los $65. Mi cel 469-555-0104',
  },
  {
    at: -1.9 * 24 * 60,
    by: 'Daniela R. Espacios',
    in: 'paisanosdallasfw',
    label: 'resale',
    text: 'Hola comunidad, abrí cuenta nueva porque la otra me la cerraron sin avisar 😔 sigo con los turnos de Dallas, ahora $70 por la vuelta. Mismo cel (469) 555 0104',
    edits: [
      [
        -20 * 60,
        'Hola comunidad, abrí cuenta nueva porque la otra me la cerraron sin avisar 😔 sigo con los turnos de Dallas, ahora $85 porque ya casi no salen. Mismo cel (469) 555 0104',
      ],
    ],
  },
  {
    at: -50,
    by: 'Citas Express Norte',
    label: 'resale',
    text: '🇺🇸🇲🇽 Hoy se abrió Houston y agarramos 12 lugares de pasaporte. $55 por adelantado o $70 contra confirmación. Escríbanos: +52 55 5555 0121',
    edits: [
      [
        4,
        '🇺🇸🇲🇽 Hoy se abrió Houston y nos quedan 5 lugares de pasaporte. $90 contra confirmación. Escríbanos: +52 55 5555 0121',
      ],
      [9, '🇺🇸🇲🇽 Nos quedan 2 lugares de «trámite» en Houston. Precio por mensaje. No vendemos citas. +52 55 5555 0121'],
    ],
  },
  {
    at: -30,
    by: 'el compadre',
    label: 'resale',
    text: 'dos pa mañana en el consul de houston, 9:40 y 10:20, matrícula. 50 c/u por $compacitas. el primero que me mande dm',
  },
  {
    at: -25,
    by: 'Mi Consulado Info',
    label: 'impersonation',
    text: 'Su folio de Chicago será dado de baja hoy por falta de validación. Responda con su CURP, correo y contraseña y lo reactivamos al momento. Soporte MiConsulado',
  },
  {
    at: 1,
    by: 'Lupe Zendejas',
    in: 'losangelescompraventa',
    label: 'seeking',
    text: 'Vecinas, ¿quién me dice de alguien que saque citas pa Los Ángeles? Mi mamá vuela el 18 y su pasaporte ya venció. Pago lo que sea justo',
  },
  {
    at: 2,
    by: 'Letty G. Los Ángeles',
    in: 'losangelescompraventa',
    label: 'resale',
    text: 'Para la vecina que preguntó y para todas: tengo LA el lunes y el miércoles, pasaporte. $75 y le mando foto de la hoja antes de que pague 💕 213-555-0162',
    ends: [35, 'deleted'],
  },
  {
    at: 3,
    by: 'MX Slots USA',
    on: 'x',
    label: 'resale',
    lang: 'en',
    text: 'Just grabbed 9 openings at the Chicago consulate for next week. Passport $60, matrícula $45. You see your name on the PDF first, then you pay. Text 312-555-0147',
    ends: [13, 'deleted'],
  },
  {
    at: 4,
    by: 'ConsulMex Dallas',
    label: 'official',
    text: 'Detectamos una cuenta con nuestro escudo que ofrece folios por mensaje directo. No es nuestra. Tu cita es gratuita y solo tú la agendas en citas.sre.gob.mx',
  },
  {
    at: 7,
    by: 'Maricela Ontiveros',
    in: 'paisanosdallasfw',
    label: 'warning',
    text: 'Ya le cerraron la cuenta a la tal Daniela que vendía turnos. Al rato vuelve con otro nombre, fíjense en el teléfono que termina en 0104, es el mismo desde octubre',
  },
  {
    at: 9,
    by: 'La Güera DFW',
    in: 'paisanosdallasfw',
    label: 'resale',
    text: 'Buenas tardes grupo, soy nueva por aquí 🙋‍♀️ ayudo con turnos del consulado de Dallas, pasaporte y matrícula, $80. Todo por mensaje al 469.555.0104',
    edits: [
      [
        16,
        'Buenas tardes grupo 🙋‍♀️ ropa, bolsas y «turnos» de Dallas, pregunten precio. Todo por mensaje al 469.555.0104',
      ],
    ],
  },
  {
    at: 11,
    by: 'La Voz del Paisano Hoy',
    label: 'misinformation',
    text: 'ÚLTIMA HORA 🚨 El consulado de Chicago dejará de dar pasaportes a quien no llegue por una agencia autorizada. Ya no sirve la cita de internet. Compártelo en todos tus grupos',
    ends: [55, 'deleted'],
  },
  {
    at: 14,
    by: 'El Faro Hispano',
    on: 'facebook',
    label: 'news',
    text: 'Verificamos: es falso que el consulado en Chicago pida agencia autorizada. El trámite sigue igual, la cita es gratuita y se agenda en línea o por WhatsApp.',
  },
  {
    at: 22,
    by: 'Consulado México Citas en Línea',
    label: 'impersonation',
    text: '🇲🇽 Se habilita recepción de documentos para pasaporte sin asistir. Envíe acta, CURP e identificación por los dos lados al 945-555-0166 y cubra $38 de recuperación. Un funcionario le llama hoy mismo.',
  },
  {
    at: 33,
    by: 'turbo 2.0',
    label: 'resale',
    text: 'nos bajaron el otro pero seguimos 🏁 c1tas p4saporte san anton1o y dallas, 24 hrs, 70. mismo wats +52 55 5555 0158',
  },
  {
    at: 6,
    by: 'Paisano Útil',
    label: 'howto',
    text: 'Guía corta para sacar tu cita del consulado sin pagarle a nadie, porque hoy volvimos a ver anuncios de 60 y 70 dólares:\n\n1) Entra a citas.sre.gob.mx y crea tu cuenta con un correo tuyo, no de un conocido.\n2) Ten a la mano tu acta y tu CURP, el sistema te los pide para llenar la solicitud.\n3) Elige oficina y trámite; si no hay fecha, prueba la oficina vecina.\n4) Revisa entre seis y ocho de la noche, que es cuando regresan las canceladas.\n5) Guarda la confirmación en tu celular. No cuesta nada.',
  },
  {
    at: 17,
    by: 'El Compadre Lugares',
    in: 'houstonclasificadoslatinos',
    label: 'resale',
    text: 'raza me tumbaron el tuiter pero aquí sigo 🤠 houston miércoles y jueves, pasaporte, 60 y se paga cuando le llega el correo. (832) 555 0138',
    edits: [[29, 'raza aquí sigo 🤠 houston, me queda UNO de jueves, 75. puro mensaje (832) 555 0138']],
  },
  {
    at: 20,
    by: 'Diario La Banqueta',
    label: 'news',
    text: 'Cierran cuentas que revendían turnos del consulado y reabren a los pocos minutos con el mismo teléfono. Hablamos con una vecina de Dallas que lleva la lista.',
  },
  {
    at: 28,
    by: 'ConsulMex Houston',
    label: 'official',
    text: 'Esta tarde regresamos al sistema 140 citas que se habían acaparado. Están disponibles desde ahora, sin costo, en citas.sre.gob.mx. Solo tú puedes agendar la tuya.',
  },
  {
    at: 47,
    by: 'Registro Consulado Móvil',
    label: 'impersonation',
    text: 'Abierto el registro para el consulado móvil de Fort Worth 🇲🇽 cupo de 80 familias. Mande por este medio acta, CURP y comprobante; aportación de $25 por persona. Atención 945-555-0166',
  },
  {
    at: 52,
    by: 'ConsulMex Dallas',
    label: 'official',
    text: 'El consulado móvil de Fort Worth NO tiene registro por Facebook ni pide aportaciones. Si enviaste documentos a esa página, escríbenos y te orientamos.',
  },
  {
    at: 63,
    by: 'Letty G. Los Ángeles',
    in: 'losangelescompraventa',
    label: 'resale',
    text: 'Amigas se me juntaron tres pa Los Ángeles el viernes y no las quiero perder 😩 las dejo a $50, mañana vuelven a $80. Mismo cel 213 555 0162',
    ends: [110, 'deleted'],
  },
];

/** The scenes as posts. Throws when a scene names an account or group that is not in the cast: that is a slip of ours. */
export function scenesOf(cast: readonly Account[], began: Date): StoryPost[] {
  const when = (minutes: number): Date => new Date(Math.floor(began.getTime() + minutes * 60_000));
  return scenes.map((scene, index): StoryPost => {
    const author = cast.find(
      (one) => one.names[0]!.name === scene.by && (scene.on === undefined || one.platform === scene.on),
    );
    if (author === undefined) throw new Error(`Nobody in the cast is called ${scene.by}.`);
    const group = scene.in === undefined ? null : (groups.find((one) => one.slug === scene.in) ?? null);
    const publishedAt = when(scene.at);
    const own = scene.ends ? { at: when(scene.ends[0]), how: scene.ends[1] } : null;
    const ended = own === null || (author.ended !== null && author.ended.at < own.at) ? author.ended : own;
    return {
      platform: author.platform,
      id:
        author.platform === 'x'
          ? snowflake(publishedAt, 4_000_000 + index)
          : `${Math.floor(publishedAt.getTime() / 1000) - 1_000_000_000}9${String(index).padStart(5, '0')}`,
      kind: group === null ? 'post' : 'group_post',
      author,
      group,
      price: null,
      publishedAt,
      versions: [
        { at: publishedAt, text: scene.text },
        ...(scene.edits ?? []).map(([minutes, text]) => ({ at: when(minutes), text })),
      ],
      lang: scene.lang ?? 'es',
      ended,
      label: scene.label,
    };
  });
}
