import type { FailureWords } from '../en/failures.ts';

const MAY_COST_AGAIN = 'Você pode tentar de novo, mas isso pode ser cobrado outra vez.';

export const failuresPtBR: FailureWords = {
  prompt_too_long: { why: 'O texto é longo demais.', next: 'Encurte-o e envie de novo.' },
  flag_invalid: { why: 'Não consegui ler uma das opções.', next: '`/imagine help` mostra todas.' },
  prompt_refused: {
    why: 'A Pixapi recusou esta imagem porque ela parece violar uma das regras do modelo.',
    next: 'Mude o texto e tente de novo.',
  },
  budget_exhausted: {
    why: 'Não há créditos suficientes.',
    next: 'Peça a um admin do espaço de trabalho para aumentar o limite do mês.',
  },
  policy_refused: {
    why: 'Isso vai contra uma regra deste espaço de trabalho.',
    next: '`/imagine policy` mostra as regras; os gestores podem mudá-las.',
  },
  word_blocked: {
    why: 'Este espaço de trabalho bloqueou uma palavra do pedido.',
    next: 'Peça com outras palavras.',
  },
  paused: {
    why: 'Um gestor deste espaço de trabalho pausou as imagens novas.',
    next: 'Peça de novo quando elas forem retomadas.',
  },
  not_allowed: { why: 'Só membros deste espaço de trabalho podem gastar os créditos dele.', next: 'Peça a um deles.' },
  image_missing: {
    why: 'A imagem de partida não existe mais ou não foi compartilhada comigo.',
    next: 'Anexe-a de novo.',
  },
  image_unreadable: { why: 'Não consegui ler a imagem de partida.', next: 'Use uma imagem PNG, JPEG ou WebP.' },
  image_too_large: {
    why: 'A imagem de partida é grande demais.',
    next: 'Salve como JPEG comum (não progressivo) com menos de 20 MB e 50 megapixels.',
  },
  request_too_large: {
    why: 'Foi mais do que a Pixapi aceita em um único pedido.',
    next: 'Use menos imagens de partida, imagens menores ou um texto mais curto.',
  },
  source_failed: {
    why: 'Não consegui pegar a imagem de partida no Slack.',
    next: 'Tente em alguns minutos ou anexe a imagem de novo.',
  },
  too_many_requests: {
    why: 'São mais pedidos em um minuto do que uma pessoa pode fazer.',
    next: 'Espere um minuto e envie de novo.',
  },
  act_under_way: {
    why: 'O último que você pediu nesta thread ainda está a caminho.',
    next: 'Peça de novo quando ele chegar.',
  },
  channel_unreachable: { why: 'Não posso postar nessa conversa.', next: 'Use `/invite @Imagine` para me dar acesso.' },
  canceled: { why: 'Este pedido foi cancelado.', next: 'Se ainda quiser a imagem, peça de novo.' },
  pixapi_busy: {
    why: 'A Pixapi está sobrecarregada e recusou várias tentativas.',
    next: 'Tente de novo em alguns minutos.',
  },
  pixapi_down: { why: 'A Pixapi não respondeu a várias tentativas.', next: 'Tente de novo em alguns minutos.' },
  pixapi_blocked: {
    why: 'Um firewall na frente da Pixapi me barrou várias vezes.',
    next: 'Tente de novo em alguns minutos; se continuar acontecendo, avise um admin: a Pixapi precisa liberar este servidor.',
  },
  pixapi_faltered: {
    why: 'A Pixapi falhou duas vezes com este pedido.',
    next: 'Tente de novo ou mude um pouco o texto.',
  },
  chat_paced: {
    why: 'Esta conversa atingiu, por enquanto, o limite de mensagens do Slack.',
    next: 'Tente de novo em alguns minutos.',
  },
  chat_busy: {
    why: 'O Slack não está dando conta de mim agora.',
    next: 'Tente de novo em alguns minutos.',
  },
  chat_refused: {
    why: 'O Slack recusou a mensagem.',
    next: 'Pergunte a um admin se posso postar aqui.',
    nextMade: 'Entregue de novo ou pergunte a um admin se posso postar aqui.',
  },
  chat_unclear: {
    why: 'O Slack não disse se aceitou a mensagem.',
    next: 'Tente de novo em alguns minutos.',
    nextMade: 'Se a imagem não apareceu, entregue-a de novo.',
  },
  download_failed: {
    why: 'Não consegui baixar a imagem da Pixapi.',
    next: 'Tente de novo em alguns minutos.',
  },
  picture_missing: { why: 'Uma das imagens ainda não pode ser baixada.', next: 'Continuo tentando.' },
  outcome_unknown: {
    why: 'A conexão caiu depois que o pedido foi enviado, e não sei se a imagem está sendo feita.',
    next: MAY_COST_AGAIN,
  },
  task_failed: { why: 'A Pixapi não conseguiu criar esta imagem.', next: 'Tente de novo ou mude um pouco o texto.' },
  task_vanished: { why: 'A Pixapi não encontra mais este pedido.', next: MAY_COST_AGAIN },
  task_stuck: { why: 'A Pixapi não terminou esta imagem em mais de uma hora.', next: MAY_COST_AGAIN },
  result_malformed: { why: 'A Pixapi respondeu, mas sem nenhuma imagem.', next: MAY_COST_AGAIN },
  request_rejected: {
    why: 'A Pixapi não aceitou esta combinação.',
    next: 'Tente outro tamanho ou outra qualidade, ou avise um admin.',
  },
  own_key_refused: {
    why: 'A Pixapi recusou a chave própria deste espaço de trabalho.',
    next: 'Avise os gestores: eles podem definir outra no Início, em “Chave da Pixapi…”.',
  },
  own_credits_exhausted: {
    why: 'A conta própria deste espaço de trabalho na Pixapi está sem créditos.',
    next: 'Avise os gestores: é preciso recarregá-la.',
  },
  pixapi_key_refused: {
    why: 'A Pixapi recusou a chave deste app.',
    next: 'Avise um admin: é preciso renovar a chave.',
  },
  pixapi_credits_exhausted: {
    why: 'A conta deste app na Pixapi está sem créditos.',
    next: 'Avise um admin: é preciso recarregá-la.',
  },
  pixapi_account_refused: {
    why: 'A Pixapi não atende a conta deste app: ela está suspensa ou ainda não foi verificada.',
    next: 'Avise um admin: o painel da Pixapi mostra o que falta.',
  },
  pixapi_region_blocked: {
    why: 'A Pixapi não atende a região onde fica o servidor deste app.',
    next: 'Avise um admin: o servidor precisa ficar em outro lugar.',
  },
  model_missing: { why: 'A Pixapi não oferece mais este modelo.', next: 'Escolha outro com `--model`.' },
  download_refused: {
    why: 'A Pixapi pôs a imagem em um endereço que não posso acessar.',
    next: 'Avise um admin.',
  },
  uploads_disabled: {
    why: 'Este workspace não permite enviar arquivos, então não consigo pôr a imagem no Slack.',
    next: 'Peça a um admin para permitir.',
    nextMade: 'Peça a um admin para permitir e entregue de novo.',
  },
  storage_full: {
    why: 'Este workspace está sem espaço para arquivos, então não consigo pôr a imagem no Slack.',
    next: 'Tente de novo quando houver espaço.',
    nextMade: 'Quando houver espaço, entregue de novo.',
  },
  not_installed: { why: 'Este app não está instalado neste espaço de trabalho.', next: 'Um admin pode instalá-lo.' },
  secret_unreadable: {
    why: 'Não consigo abrir meu próprio acesso a este espaço de trabalho.',
    next: 'Avise quem cuida do app: falta uma chave.',
  },
  commit_unclear: {
    why: 'Nosso banco de dados parou de responder enquanto salvava seu pedido.',
    next: 'Tente de novo; se continuar acontecendo, avise um admin.',
  },
  crashed: {
    why: 'Travei três vezes trabalhando nisso.',
    next: 'Tente outra imagem ou outro texto, ou avise um admin.',
  },
  internal: { why: 'Algo falhou do nosso lado.', next: 'Tente de novo; se continuar acontecendo, avise um admin.' },
};
