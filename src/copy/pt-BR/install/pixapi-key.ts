import type { pixapiKeyEn } from '../../en/install/pixapi-key.ts';

export const pixapiKeyPtBR: typeof pixapiKeyEn = {
  button: 'Chave da Pixapi…',
  title: 'Chave da Pixapi',
  submit: 'Testar e definir',
  none: 'As imagens deste espaço de trabalho são pagas com a chave de quem administra este app. Com uma chave própria, quem paga é a conta de vocês na Pixapi.',
  isSet: (person, date, ending) => `Definida por ${person} em ${date}; termina em …${ending}.`,
  remove: 'Remover a chave',
  label: 'Nova chave',
  hint: 'Antes ela é testada na Pixapi, sem custo; é guardada criptografada e não é mais mostrada.',
  noKey: 'Isto não parece uma chave da Pixapi. Copie a chave inteira do painel da Pixapi.',
  refused: 'A Pixapi não aceita esta chave: ela pode ter sido digitada errado ou revogada. Nada foi mudado.',
  accountRefused:
    'A Pixapi não atende a conta desta chave: ela está suspensa ou ainda não foi verificada. Nada foi mudado.',
  notAnswered: 'Não foi possível testar esta chave na Pixapi agora, então nada foi mudado. Tente de novo em um minuto.',
  notHere:
    'Aqui os espaços de trabalho não podem ter chave própria: quem administra este app não ativou a criptografia.',
  done: 'A chave está definida. As novas imagens são pagas com ela; as que já estão em andamento ficam com a anterior.',
  removed: 'A chave foi removida. As novas imagens são pagas com a chave de quem administra este app.',
  wasNone: 'Não havia chave para remover.',
  trouble: (why) =>
    `${why} Enquanto isso não for resolvido, este espaço de trabalho não recebe novas imagens. Um gestor pode definir outra chave, ou removê-la, no Início, em “Chave da Pixapi…”.`,
};
