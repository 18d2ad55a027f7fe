export const login = {
  title: 'Entrar',
  lead: 'Vigilancia de la reventa de citas consulares',
  email: 'Correo',
  password: 'Contraseña',
  submit: 'Entrar',
  wrong: 'El correo o la contraseña no son correctos. Revise los dos e inténtelo otra vez.',
  wait: (minutes: number) =>
    minutes === 1
      ? 'Hubo demasiados intentos. Espere un minuto e inténtelo otra vez.'
      : `Hubo demasiados intentos. Espere ${minutes} minutos e inténtelo otra vez.`,
  nobody: 'Todavía no hay ninguna cuenta. Quien administra el equipo la crea con este comando:',
};
