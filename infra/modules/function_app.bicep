// The function app on the Flex Consumption plan, Python 3.11, under the one identity.

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Name of the function app and its plan.')
param name string

@description('Required. Resource id of the user-assigned identity.')
param identityId string

@description('Required. Client id of the user-assigned identity.')
param identityClientId string

@description('Required. Storage account of the Functions host.')
param storageAccountName string

@description('Required. Container the deployed package is read from.')
param deploymentContainerUrl string

@description('Required. Container the seals of the register are anchored in.')
param anchorContainerUrl string

@description('Required. Where the key of the client state lies in the vault.')
param clientStateKeySecretUri string

@description('Required. Where telemetry goes.')
param applicationInsightsConnectionString string

@description('Required. Address of the store.')
@secure()
param databaseUrl string

@description('Required. Address of Microsoft Graph.')
param graphBaseUrl string

@description('Required. Scope of the tokens for Microsoft Graph.')
param graphScope string

@description('Required. Resource units that Graph lets an app use in a minute: 1250 up to 1,000 licences, 2500 up to 5,000.')
param graphUnitsPerMinute int

@description('Required. How many percent of that all instances together use.')
param graphPercentUsed int

@description('Required. How many percent of what is used may go to work for which nobody waits.')
param graphPercentBulk int

@description('Required. Instances that stand ready for HTTP.')
param alwaysReadyInstances int

@description('Required. Most instances the app may grow to.')
param maximumInstanceCount int

var alwaysReady = alwaysReadyInstances == 0 ? [] : [{ name: 'http', instanceCount: alwaysReadyInstances }]

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      runtime: {
        name: 'python'
        version: '3.11'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReady
      }
    }
  }

  // Publishing goes by identity; user names and passwords are off.
  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource noPublishingPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

// `api` is host.json's routePrefix.
var notificationUrl = 'https://${app.properties.defaultHostName}/api/notifications'

// After the app, because NOTIFICATION_URL needs the host name that Azure gives it. The names are those of
// local.settings.example.json; tests/house/test_infra.py compares them.
resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    AzureWebJobsStorage__accountName: storageAccountName
    AzureWebJobsStorage__clientId: identityClientId
    AzureWebJobsStorage__credential: 'managedidentity'
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
    AZURE_CLIENT_ID: identityClientId
    CLIENT_STATE_KEY: '@Microsoft.KeyVault(SecretUri=${clientStateKeySecretUri})'
    DOSSIER_ANCHOR: anchorContainerUrl
    DOSSIER_CLAIM_SECONDS: '300' // not shorter than host.json's functionTimeout
    DOSSIER_DATABASE_URL: databaseUrl
    DOSSIER_OCR: '' // tesseract is not in Azure's own image
    GRAPH_BASE_URL: graphBaseUrl
    GRAPH_PERCENT_BULK: string(graphPercentBulk)
    GRAPH_PERCENT_USED: string(graphPercentUsed)
    GRAPH_SCOPE: graphScope
    GRAPH_UNITS_PER_MINUTE: string(graphUnitsPerMinute)
    NOTIFICATION_URL: notificationUrl
  }
}

output name string = app.name
output notificationUrl string = notificationUrl
