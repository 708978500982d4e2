// Everything Dossierstroom needs in one resource group. What is here and why: infra/README.md.
// Permissions in Microsoft 365 are not Azure's to give: infra/grant-graph-permissions.sh.

targetScope = 'resourceGroup'

@description('Optional. Region of all resources.')
param location string = resourceGroup().location

@description('Optional. Short name that all resource names begin with: lower-case letters and digits.')
@minLength(3)
@maxLength(11)
param namePrefix string = 'dossier'

@description('Conditional. Secret that proves a notification comes from a subscription of ours. Required at the first deployment; leave empty afterwards to keep the one in the vault.')
@secure()
param clientStateKey string = ''

@description('Optional. Address of Microsoft Graph, without a slash at the end. Other than the default only for a national cloud.')
param graphBaseUrl string = 'https://graph.microsoft.com/v1.0'

@description('Optional. Scope that tokens for Microsoft Graph are asked for.')
param graphScope string = 'https://graph.microsoft.com/.default'

@description('Optional. Resource units that Graph lets an app use in a minute: 1250 up to 1,000 licences, 2500 up to 5,000. Too high only means that Graph says no more often.')
@minValue(100)
param graphUnitsPerMinute int = 1250

@description('Optional. How many percent of that all instances together use. The rest is left to others with the same identity.')
@minValue(10)
@maxValue(100)
param graphPercentUsed int = 90

@description('Optional. How many percent of what is used may go to work for which nobody waits.')
@minValue(10)
@maxValue(90)
param graphPercentBulk int = 50

@description('Optional. Days during which an anchor of the register can be neither changed nor deleted.')
@minValue(1)
@maxValue(146000)
param anchorRetentionDays int = 3650

@description('Optional. Instances that stand ready for notifications. Graph waits three seconds for an answer, a cold start takes longer.')
@minValue(0)
param alwaysReadyInstances int = 1

@description('Optional. Most instances the app may grow to; the work is bounded by the throttling of Graph, not by computing.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Optional. Days that a backup of the store is kept; with it the store is put back as it was at any moment since.')
@minValue(7)
@maxValue(35)
param databaseBackupRetentionDays int = 35

@description('Optional. Days the logs are kept. The register, not the log, is the account of what was done.')
param logRetentionDays int = 90

@description('Optional. Tags for all resources.')
param tags object = {}

var suffix = uniqueString(resourceGroup().id)
var names = {
  identity: '${namePrefix}-identity-${suffix}'
  hostStorage: '${namePrefix}${suffix}'
  anchorStorage: 'a${take(namePrefix, 10)}${suffix}'
  vault: 'kv-${take('${namePrefix}${suffix}', 20)}'
  database: '${namePrefix}-database-${suffix}'
  monitoring: '${namePrefix}-monitoring-${suffix}'
  functionApp: '${namePrefix}-app-${suffix}'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: names.identity
  location: location
  tags: tags
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    location: location
    tags: tags
    accountName: names.hostStorage
    principalId: identity.properties.principalId
  }
}

module anchors 'modules/anchors.bicep' = {
  name: 'anchors'
  params: {
    location: location
    tags: tags
    accountName: names.anchorStorage
    principalId: identity.properties.principalId
    retentionDays: anchorRetentionDays
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    location: location
    tags: tags
    vaultName: names.vault
    principalId: identity.properties.principalId
    clientStateKey: clientStateKey
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    location: location
    tags: tags
    name: names.monitoring
    principalId: identity.properties.principalId
    retentionDays: logRetentionDays
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    location: location
    tags: tags
    serverName: names.database
    identityName: identity.name
    principalId: identity.properties.principalId
    backupRetentionDays: databaseBackupRetentionDays
  }
}

module functionApp 'modules/function_app.bicep' = {
  name: 'functionApp'
  params: {
    location: location
    tags: tags
    name: names.functionApp
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storageAccountName: storage.outputs.accountName
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    anchorContainerUrl: anchors.outputs.containerUrl
    clientStateKeySecretUri: vault.outputs.clientStateKeySecretUri
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    databaseUrl: database.outputs.databaseUrl
    graphBaseUrl: graphBaseUrl
    graphScope: graphScope
    graphUnitsPerMinute: graphUnitsPerMinute
    graphPercentUsed: graphPercentUsed
    graphPercentBulk: graphPercentBulk
    alwaysReadyInstances: alwaysReadyInstances
    maximumInstanceCount: maximumInstanceCount
  }
}

output functionAppName string = functionApp.outputs.name
output notificationUrl string = functionApp.outputs.notificationUrl
output identityPrincipalId string = identity.properties.principalId
output identityClientId string = identity.properties.clientId
output anchorAccountName string = anchors.outputs.accountName
