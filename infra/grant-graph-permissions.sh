#!/usr/bin/env bash
# Gives the identity of the function app its permissions in Microsoft 365, and no more than those. Safe to run again.
# Which permission is for what, and what Microsoft leaves undocumented: infra/README.md.
set -euo pipefail

usage() {
  cat <<'TEXT'
Use:      infra/grant-graph-permissions.sh [--documented] [--record-site URL]... PRINCIPAL_ID CLIENT_ID SITE_URL...
Example:  infra/grant-graph-permissions.sh --record-site https://contoso.sharepoint.com/sites/archief \
            "$PRINCIPAL_ID" "$CLIENT_ID" https://contoso.sharepoint.com/sites/subsidies

PRINCIPAL_ID and CLIENT_ID   identityPrincipalId and identityClientId in the outputs of the deployment
SITE_URL                     each site that is listened to or filed into: role `write`
--record-site URL            instead, for a site whose libraries use record labels: role `fullcontrol`
--documented                 instead of site by site: the permissions that Microsoft's pages name, for the whole tenant

Run by a Privileged Role Administrator who is signed in with `az login`. The grants per site need a token with
Sites.FullControl.All, which the Azure CLI's own sign-in may not have: what could not be granted is said at the end.
TEXT
}

readonly GRAPH=https://graph.microsoft.com/v1.0
readonly GRAPH_APP_ID=00000003-0000-0000-c000-000000000000 # Microsoft Graph itself, the same in every tenant
readonly SELECTED=(Team.ReadBasic.All Channel.ReadBasic.All Sites.Selected)
readonly DOCUMENTED=(Team.ReadBasic.All Channel.ReadBasic.All Files.ReadWrite.All Sites.ReadWrite.All)

roles=("${SELECTED[@]}")
record_sites=()
while [[ ${1-} == --* ]]; do
  case $1 in
    --documented) roles=("${DOCUMENTED[@]}") ;;
    --record-site)
      record_sites+=("${2:?--record-site needs a URL}")
      shift
      ;;
    --help)
      usage
      exit 0
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
  shift
done
if [[ $# -lt 2 ]]; then
  usage >&2
  exit 2
fi
principal_id=$1
client_id=$2
shift 2
sites=("$@")

graph_principal=$(az rest --method GET --query 'value[0].id' --output tsv \
  --url "$GRAPH/servicePrincipals?\$filter=appId eq '$GRAPH_APP_ID'&\$select=id")
granted=$(az rest --method GET --query "value[?resourceId=='$graph_principal'].appRoleId" --output tsv \
  --url "$GRAPH/servicePrincipals/$principal_id/appRoleAssignments")

grant_role() {
  local role=$1 role_id
  role_id=$(az rest --method GET --output tsv --url "$GRAPH/servicePrincipals/$graph_principal?\$select=appRoles" \
    --query "appRoles[?value=='$role' && contains(allowedMemberTypes, 'Application')].id | [0]")
  if grep -qxF "$role_id" <<<"$granted"; then
    echo "has      $role"
    return
  fi
  az rest --method POST --url "$GRAPH/servicePrincipals/$principal_id/appRoleAssignments" --output none \
    --body "{\"principalId\":\"$principal_id\",\"resourceId\":\"$graph_principal\",\"appRoleId\":\"$role_id\"}"
  echo "granted  $role"
}

refused=()
grant_site() {
  local url=$1 role=$2 rest host path site_id body existing
  rest=${url#https://}
  host=${rest%%/*}
  path=${rest#"$host"}
  body="{\"roles\":[\"$role\"],\"grantedToIdentities\":[{\"application\":{\"id\":\"$client_id\",\"displayName\":\"Dossierstroom\"}}]}"
  if ! site_id=$(az rest --method GET --url "$GRAPH/sites/$host:$path" --query id --output tsv) ||
    ! existing=$(az rest --method GET --url "$GRAPH/sites/$site_id/permissions" --output tsv \
      --query "value[?contains(to_string(@), '$client_id')].id | [0]"); then
    refused+=("$role on $url")
    return
  fi
  if [[ -n $existing ]]; then
    az rest --method PATCH --url "$GRAPH/sites/$site_id/permissions/$existing" --output none \
      --body "{\"roles\":[\"$role\"]}" || refused+=("$role on $url")
  else
    az rest --method POST --url "$GRAPH/sites/$site_id/permissions" --output none --body "$body" ||
      refused+=("$role on $url")
  fi
}

for role in "${roles[@]}"; do grant_role "$role"; done
for site in "${sites[@]}"; do grant_site "$site" write; done
for site in "${record_sites[@]}"; do grant_site "$site" fullcontrol; done

if [[ ${#refused[@]} -gt 0 ]]; then
  {
    echo
    echo "Not granted, for want of Sites.FullControl.All in this sign-in:"
    printf '  %s\n' "${refused[@]}"
    echo "Have a SharePoint administrator do it, with any client that has that permission: POST /sites/{id}/permissions"
    echo "for the application $client_id."
  } >&2
  exit 1
fi
