import { held, personOf, team } from './store.ts';

/** A message's text as somebody would type it: mentions by name, no entities. */
export function typedText(text: string): string {
  return text
    .replace(
      /<([@#])([A-Z0-9]+)(?:\|([^>]*))?>/g,
      (_, sign: string, id: string, name?: string) => sign + (nameFor(id) ?? name ?? id),
    )
    .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function nameFor(id: string): string | undefined {
  const { app } = team() ?? {};
  if (app && app.id === id) return app.name;
  return personOf(id)?.key ?? held.channel.get(id)?.name;
}
