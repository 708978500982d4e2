// The one secret there is: the key that the client state of subscriptions is derived from.

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Name of the vault.')
@minLength(3)
@maxLength(24)
param vaultName string

@description('Required. Object id of the identity that the function app runs as.')
param principalId string

@description('Conditional. The secret. Required when the vault has none yet; empty keeps the one it has.')
@secure()
param clientStateKey string = ''

var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var secretName = 'CLIENT-STATE-KEY' // a vault allows no underscores; the app setting is CLIENT_STATE_KEY

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: vaultName
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
  }
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(clientStateKey)) {
  parent: vault
  name: secretName
  properties: {
    value: clientStateKey
  }
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, keyVaultSecretsUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

// Without a version: a new key is taken up without a deployment.
output clientStateKeySecretUri string = '${vault.properties.vaultUri}secrets/${secretName}'
