// Where the seals of the register are anchored, outside the database. An account of its own: on the host's account the
// identity owns all blobs, and an owner may lift a policy that nobody has locked yet.

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Name of the storage account.')
@minLength(3)
@maxLength(24)
param accountName string

@description('Required. Object id of the identity that the function app runs as.')
param principalId string

@description('Required. Days during which an anchor can be neither changed nor deleted.')
param retentionDays int

var storageBlobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: accountName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource registerAnchors 'containers' = {
      name: 'register-anchors'
      properties: {
        publicAccess: 'None'
      }

      // Lines may be added to an append blob, nothing else. It binds for good once an administrator locks it: README.md.
      resource immutability 'immutabilityPolicies' = {
        name: 'default'
        properties: {
          allowProtectedAppendWrites: true
          immutabilityPeriodSinceCreationInDays: retentionDays
        }
      }
    }
  }
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::blobs::registerAnchors
  name: guid(account::blobs::registerAnchors.id, principalId, storageBlobDataContributor)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
  }
}

output accountName string = account.name
output containerUrl string = '${account.properties.primaryEndpoints.blob}${account::blobs::registerAnchors.name}'
