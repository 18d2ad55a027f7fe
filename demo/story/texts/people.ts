/** Invented voices of ordinary people. Each text knows what its writer means; slots as in offices.ts. */
import type { Label } from '../../../classifier/score.types.ts';

export const neighbourTexts: readonly { label: Label; text: string }[] = [
  {
    label: 'complaint',
    text: 'Llevo desde septiembre picándole a la página del consulado de {c} y nada, siempre «no hay fechas disponibles» 😩',
  },
  {
    label: 'complaint',
    text: 'explíquenme por qué yo no encuentro ni una cita y la señora del salón tiene pa vender de a {p}',
  },
  { label: 'complaint', text: 'me colgaron tres veces en la línea 424… ya me sé la musiquita de memoria' },
  {
    label: 'complaint',
    text: 'Fui al consulado de {c}, muy amables la verdad, pero dos horas y media con cita. DOS HORAS Y MEDIA.',
  },
  {
    label: 'complaint',
    text: 'the consulate website logged me out right when i was picking the hour. i want to cry in two languages',
  },
  {
    label: 'complaint',
    text: 'A mi papá le dieron cita hasta febrero y su pasaporte vence en diciembre. ¿Así cómo va a ir a ver a mi abuelita?',
  },
  {
    label: 'complaint',
    text: 'Qué coraje que en {c} los coyotes agarran todas las citas y uno que trabaja ni chanza de meterse a la computadora',
  },
  {
    label: 'complaint',
    text: 'Otro día más sin cita. Ya mejor le voy a rezar a San Judas que a la página del consulado',
  },
  {
    label: 'complaint',
    text: 'en el grupo de la iglesia una hermana cobra {p} por cita y todavía dice que es ministerio 🙃',
  },
  {
    label: 'complaint',
    text: 'ya ni sé qué es más difícil, la cita del consulado de {c} o boletos pa ver a Peso Pluma',
  },
  { label: 'complaint', text: 'No me aceptaron mi acta porque está «muy vieja». Es la misma con la que nací, pues.' },
  {
    label: 'complaint',
    text: 'El elevador del consulado de {c} sigue descompuesto y las señoras mayores suben tres pisos. Ahí nadie dice nada.',
  },
  {
    label: 'complaint',
    text: 'yo pagué {p} y el muchacho me bloqueó. Ya sé, ya sé, no me regañen, me ganó la desesperación',
  },
  { label: 'seeking', text: 'alguien sabe quién saca citas para {c}?? me urge el pasaporte, pago bien' },
  {
    label: 'seeking',
    text: 'Busco fecha para matrícula, la que sea, de aquí a fin de mes. Mándenme mensaje con precio por favor',
  },
  {
    label: 'seeking',
    text: 'Buenas tardes vecinos, ¿me recomiendan a alguien serio que haga citas del consulado? A mi hermana ya la estafaron una vez',
  },
  {
    label: 'seeking',
    text: 'anyone got a hookup for a consulate appointment in {c}? my wife needs it before christmas, willing to pay',
  },
  {
    label: 'seeking',
    text: 'Si alguien no va a usar su cita de {c} yo se la agradezco, ando con la niña enferma y necesito viajar',
  },
  { label: 'seeking', text: 'quien me vende una cita de ine, ofrezco {p}' },
  {
    label: 'warning',
    text: 'No le manden dinero a la tal «Danny», a mí me pasó un PDF y en el consulado me dijeron que era falso. Perdí {p}',
  },
  {
    label: 'warning',
    text: 'Cuidado con el perfil que dice ser del consulado de {c}, tiene 12 amigos y lo hicieron el martes. El de verdad tiene palomita',
  },
  {
    label: 'warning',
    text: 'Por si les sirve: me pidieron foto del acta y de la INE «para apartar». No caigan. Ya puse mi reporte en la FTC.',
  },
  {
    label: 'warning',
    text: 'PSA: if someone offers you a consulate appointment for {p}, it is a free appointment they grabbed before you. Report and move on.',
  },
  {
    label: 'warning',
    text: 'La que vende lugares en este grupo es la misma de la otra cuenta, mismo número. Admin, bórrala por favor',
  },
  {
    label: 'howto',
    text: 'Me funcionó entrando a las 7:55 pm y refrescando, salieron como veinte fechas para {c}. Gratis. Suerte a todos',
  },
  { label: 'howto', text: 'Yo le ayudo a quien no le sepa a la compu, no cobro, nomás tráiganme un cafecito ☕ {c}' },
  {
    label: 'howto',
    text: 'Regalo mi cita, bueno, no se puede regalar, pero la voy a cancelar hoy a las 9 pm para que alguien la agarre. Es de {c}, pasaporte.',
  },
  {
    label: 'howto',
    text: 'para la doble nacionalidad lleven acta del niño apostillada y la de los dos papás, a nosotros nos atendieron en 40 minutos y no nos cobraron',
  },
  { label: 'other', text: 'Tengo cita con el dentista y con el destino el mismo {d} 😅 recen por mí' },
  { label: 'other', text: 'Vendo lavadora seminueva {p}, jala bien, recoger en {c}. Acepto ofertas' },
  {
    label: 'other',
    text: 'Primera cita con el muchacho del trabajo y me llevó a comer a la gasolinera. ¿Le doy otra oportunidad?',
  },
  { label: 'other', text: 'Por fin con mi pasaporte nuevo después de 8 años 😭🇲🇽 nos vamos a la fiesta de mi pueblo' },
  {
    label: 'other',
    text: 'Se solicita cocinero con experiencia en {c}, turno de noche, {p} la hora. Interesados venir en persona',
  },
  { label: 'other', text: 'alguien más vio el juego? el América de plano nomás no' },
  {
    label: 'other',
    text: 'ya saqué mi licencia en el DMV de {c} sin cita, llegué a las 7 y salí a las 9, por si les urge',
  },
];

export const nearTexts: readonly string[] = [
  'Adelantamos tu cita de VISA AMERICANA en Monterrey y Guadalajara. {p}, pago al confirmar. {t}',
  'Cita para placas y verificación en {c}, te la sacamos el mismo día. {p}. {t}',
  'Citas disponibles este {d} ✂️ corte, tinte y uñas en {c}. Aparta con {p}. {t}',
  'Consulta médica general en español, {c}. Citas el mismo día, {p}. {t}',
  'Cita del SAT para tu firma electrónica, nosotros la conseguimos desde México. {p} {t}',
];
