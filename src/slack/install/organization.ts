import { z } from 'zod';

const id = z.string().regex(/^[A-Z][A-Z0-9]{1,30}$/);
const named = z.object({ id }).nullish().catch(null);
const said = z.object({
  is_enterprise_install: z.union([z.boolean(), z.string()]).nullish().catch(null),
  enterprise_id: id.nullish().catch(null),
  context_enterprise_id: id.nullish().catch(null),
  context_team_id: id.nullish().catch(null),
  team_id: id.nullish().catch(null),
  enterprise: named,
  team: named,
  user: z
    .object({ team_id: id.nullish().catch(null) })
    .nullish()
    .catch(null),
  view: z
    .object({ app_installed_team_id: id.nullish().catch(null) })
    .nullish()
    .catch(null),
  authorizations: z
    .array(z.object({ is_enterprise_install: z.boolean().nullish(), enterprise_id: id.nullish() }))
    .nullish()
    .catch(null),
  event: z.object({ type: z.string() }).nullish().catch(null),
});
/** Nobody is there any more when these come. */
const LEAVING = ['app_uninstalled', 'tokens_revoked'];

/** Of a request that comes by the installation of an organization: which one, and from which of its workspaces. */
export function organizationOf(body: object): { readonly teamId: string; readonly enterpriseId: string } | null {
  const { data } = said.safeParse(body);
  if (!data || LEAVING.includes(data.event?.type ?? '')) return null;
  const [authorization] = data.authorizations ?? [];
  const isOrgWide = String(data.is_enterprise_install) === 'true' || authorization?.is_enterprise_install === true;
  const enterpriseId =
    authorization?.enterprise_id ?? data.context_enterprise_id ?? data.enterprise_id ?? data.enterprise?.id;
  const teamId =
    data.view?.app_installed_team_id ?? data.context_team_id ?? data.team_id ?? data.team?.id ?? data.user?.team_id;
  return isOrgWide && enterpriseId && teamId ? { teamId, enterpriseId } : null;
}
